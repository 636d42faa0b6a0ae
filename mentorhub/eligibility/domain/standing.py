"""Where the check of an entry stands, from what was decided and what came in since."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Verdict(enum.StrEnum):
    ADMITTED = "admitted"
    MORE_NEEDED = "more_needed"
    REFUSED = "refused"


class State(enum.StrEnum):
    WAITING = "waiting"
    ASKED = "asked"
    ANSWERED = "answered"
    OVERDUE = "overdue"  # asked, and no answer by its day
    ADMITTED = "admitted"
    REFUSED = "refused"
    CHANGED = "changed"  # sent again after it was decided
    EXCLUDED = "excluded"  # by two organisers, whatever the check had decided


UNDECIDED = (State.WAITING, State.ANSWERED, State.OVERDUE, State.CHANGED)


@dataclass(frozen=True, slots=True)
class Latest:
    """The decision that stands: the last one nobody took back."""

    verdict: Verdict
    at: datetime
    until: datetime | None = None
    answered_at: datetime | None = None


def state(latest: Latest | None, *, sent_at: datetime, moment: datetime) -> State:
    if latest is None:
        return State.WAITING
    if latest.verdict is Verdict.MORE_NEEDED:
        if latest.answered_at is not None:
            return State.ANSWERED
        return State.ASKED if latest.until is None or moment < latest.until else State.OVERDUE
    if sent_at > latest.at:
        return State.CHANGED
    return State.ADMITTED if latest.verdict is Verdict.ADMITTED else State.REFUSED


def needs_a_look(where: State, *, speaks_against: bool) -> bool:
    """What a list of everything would hide: answers, days that passed, changes, and findings."""
    return where in UNDECIDED and (speaks_against or where is not State.WAITING)
