"""Lists of members: taken from files, joined with accounts, given out again."""

from mentorhub.rosters.actions.exporting import contacts_given_out
from mentorhub.rosters.actions.importing import (
    apply,
    plan_of,
    roster_of,
    sweep,
    take_in,
    understood,
    undo,
)
from mentorhub.rosters.actions.joining import claim, join, make_code, part, remove
from mentorhub.rosters.actions.lists import give_up

__all__ = [
    "apply",
    "claim",
    "contacts_given_out",
    "give_up",
    "join",
    "make_code",
    "part",
    "plan_of",
    "remove",
    "roster_of",
    "sweep",
    "take_in",
    "understood",
    "undo",
]
