"""The pages of paper sheets: for organisers, for secretaries, for the juror."""

from mentorhub.transcripts.views import confirming, duty, objecting, printing, typing
from mentorhub.transcripts.views.blueprint import bp

__all__ = ["bp", "confirming", "duty", "objecting", "printing", "typing"]
