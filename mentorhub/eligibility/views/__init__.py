"""The pages of the check: the list and its file, one entry, decisions, answers."""

from mentorhub.eligibility.views import answering, deciding, reading
from mentorhub.eligibility.views.blueprint import bp

__all__ = ["answering", "bp", "deciding", "reading"]
