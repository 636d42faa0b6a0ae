"""The verbs of cohorts: make and fill one, look at what it comes to, send it."""

from mentorhub.cohorts.actions.choosing import (
    change,
    choose_mentors,
    choose_teams,
    close,
    make,
    open_again,
    wish,
)
from mentorhub.cohorts.actions.gathering import Gathered, gather
from mentorhub.cohorts.actions.proposing import (
    Pairing,
    Proposal,
    idle_room,
    propose,
    send,
    send_the_rest,
    why,
)

__all__ = [
    "Gathered",
    "Pairing",
    "Proposal",
    "change",
    "choose_mentors",
    "choose_teams",
    "close",
    "gather",
    "idle_room",
    "make",
    "open_again",
    "propose",
    "send",
    "send_the_rest",
    "why",
    "wish",
]
