"""The pages of the idea bank: reading, writing, and the officer's answers."""

from mentorhub.ideas.views import answering, following, joining, merging, reading, telling, writing
from mentorhub.ideas.views.blueprint import bp

__all__ = ["answering", "bp", "following", "joining", "merging", "reading", "telling", "writing"]
