"""Pages of results: for everybody, for a team, for those who publish them."""

from mentorhub.publishing.views import files, minutes, office, own, remarks, table
from mentorhub.publishing.views.blueprint import bp

__all__ = ["bp", "files", "minutes", "office", "own", "remarks", "table"]
