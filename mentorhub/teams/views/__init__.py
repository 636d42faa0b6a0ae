"""Founding a team, letting people in, leaving it. The team's page itself is in `home`."""

from mentorhub.teams.views import belonging, inviting, leading
from mentorhub.teams.views.blueprint import bp

__all__ = ["belonging", "bp", "inviting", "leading"]
