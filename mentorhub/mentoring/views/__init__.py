"""The pages of mentoring: the directory, requests from asking to the end, and the weights."""

from mentorhub.mentoring.views import directory, requests, weights
from mentorhub.mentoring.views.blueprint import bp

__all__ = ["bp", "directory", "requests", "weights"]
