"""Pages of ballots: a juror's own, and those of the organisers."""

from mentorhub.ballots.views import office, own
from mentorhub.ballots.views.blueprint import bp

__all__ = ["bp", "office", "own"]
