"""What an officer does for the people of their units, and how offices are given."""

from mentorhub.organisations.views import offices, people, proposals
from mentorhub.organisations.views.blueprint import bp

__all__ = ["bp", "offices", "people", "proposals"]
