"""What an officer does for the people of their units, and how offices are given."""

from flask import Blueprint

bp: Blueprint = Blueprint("organisations", __name__)  # the files below import it: a type of its own

from mentorhub.organisations.views import offices, people, proposals  # noqa: E402

__all__ = ["bp", "offices", "people", "proposals"]
