"""Pages of results: for everybody, for a team, for those who publish them."""

from mentorhub.publishing.views import files, office, own, table
from mentorhub.publishing.views.blueprint import bp

__all__ = ["bp", "files", "office", "own", "table"]
