"""Pages of officers about their units and the people on their lists."""

from mentorhub.rosters.views import files, people, tree
from mentorhub.rosters.views.blueprint import bp

__all__ = ["bp", "files", "people", "tree"]
