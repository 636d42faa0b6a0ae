"""The pages of working together."""

from mentorhub.together.views import commitments, meetings, reviews
from mentorhub.together.views.pages import bp

__all__ = ["bp", "commitments", "meetings", "reviews"]
