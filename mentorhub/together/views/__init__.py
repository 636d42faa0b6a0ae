"""The pages of working together."""

from mentorhub.together.views import commitments, meetings, overview, reviews
from mentorhub.together.views.pages import bp

__all__ = ["bp", "commitments", "meetings", "overview", "reviews"]
