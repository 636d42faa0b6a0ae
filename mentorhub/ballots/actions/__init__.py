"""The verbs of ballots: chosen for a stage, filled move by move, locked, counted."""

from mentorhub.ballots.actions import receipts
from mentorhub.ballots.actions.choosing import choose, drop
from mentorhub.ballots.actions.counting import Counted, Why, among, count
from mentorhub.ballots.actions.filling import arrange, lock_ballot, move, reopen

__all__ = [
    "Counted",
    "Why",
    "among",
    "arrange",
    "choose",
    "count",
    "drop",
    "lock_ballot",
    "move",
    "receipts",
    "reopen",
]
