"""How offices are given, by one person or by two, and taken back."""

from mentorhub.organisations.actions.giving import give, grant, revoke
from mentorhub.organisations.actions.proposing import agree, decline, propose, why_void

__all__ = ["agree", "decline", "give", "grant", "propose", "revoke", "why_void"]
