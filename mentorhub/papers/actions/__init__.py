"""A file is begun, arrives in parts, is examined, kept with the entry, taken out again."""

from mentorhub.papers.actions.arriving import begin, end, finish, receive, sweep
from mentorhub.papers.actions.keeping import add, remove

__all__ = ["add", "begin", "end", "finish", "receive", "remove", "sweep"]
