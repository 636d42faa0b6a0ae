"""The page everybody votes on, and those of the organisers and the teams."""

from mentorhub.voting.views import everyone, office
from mentorhub.voting.views.blueprint import bp

__all__ = ["bp", "everyone", "office"]
