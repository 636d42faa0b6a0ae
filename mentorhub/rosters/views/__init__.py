"""Pages of officers about their units and the people on their lists."""

from flask import Blueprint

bp: Blueprint = Blueprint("rosters", __name__)  # the files below import it: a type of its own

from mentorhub.rosters.views import files, people, tree  # noqa: E402

__all__ = ["bp", "files", "people", "tree"]
