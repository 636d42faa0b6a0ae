"""Typing for somebody, the code for its author, and the paper to write on."""

from mentorhub.slips.views import codes, lists, paper, pile, typing
from mentorhub.slips.views.blueprint import bp

__all__ = ["bp", "codes", "lists", "paper", "pile", "typing"]
