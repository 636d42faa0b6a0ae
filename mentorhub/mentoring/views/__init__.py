"""The pages of mentoring: the directory with its profiles, and requests from asking to the end."""

from mentorhub.mentoring.views import directory, requests
from mentorhub.mentoring.views.blueprint import bp

__all__ = ["bp", "directory", "requests"]
