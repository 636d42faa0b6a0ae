"""How offices are given, by one person or by two, and taken back."""

from mentorhub.organisations.actions.giving import give, grant, revoke
from mentorhub.organisations.actions.proposing import (
    agree,
    decline,
    grant_on_the_server,
    propose,
    why_void,
)

__all__ = [
    "agree",
    "decline",
    "give",
    "grant",
    "grant_on_the_server",
    "propose",
    "revoke",
    "why_void",
]
