"""The pages of contests: for everybody, and for those who set them up and run them."""

from mentorhub.contests.views import beginning, changes, organisers, preview
from mentorhub.contests.views.blueprint import bp
from mentorhub.contests.views.everyone import river_of

__all__ = ["beginning", "bp", "changes", "organisers", "preview", "river_of"]
