"""The life of an idea: its states, who may move it between them, and what it needs to be sent."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta


class IdeaState(enum.StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    MORE_NEEDED = "more_needed"
    APPROVED = "approved"
    HELPED = "helped"
    IN_USE = "in_use"
    PAUSED = "paused"
    DUPLICATE = "duplicate"
    NOT_TAKEN_UP = "not_taken_up"


PUBLIC_STATES = (IdeaState.APPROVED, IdeaState.HELPED, IdeaState.IN_USE, IdeaState.PAUSED)
BEING_WRITTEN = (IdeaState.DRAFT, IdeaState.MORE_NEEDED)


class Part(enum.StrEnum):
    """Whose word moves an idea: its team, the officer of its unit, or a fact noted by the house."""

    TEAM = "team"
    OFFICER = "officer"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of `sources` to `target`; `by` are the parts of which one is enough.

    `event` is what is said to have happened.
    """

    sources: tuple[IdeaState, ...]
    target: IdeaState
    event: str
    by: frozenset[Part]
    needs_reason: bool = False


_TEAM, _OFFICER = frozenset({Part.TEAM}), frozenset({Part.OFFICER})
_BOTH, _HOUSE = _TEAM | _OFFICER, frozenset({Part.HOUSE})
_SENT, _DECLINED = (IdeaState.SENT,), IdeaState.NOT_TAKEN_UP
_UNUSED = (IdeaState.APPROVED, IdeaState.HELPED, IdeaState.PAUSED)
_ACTIVE = (IdeaState.APPROVED, IdeaState.HELPED, IdeaState.IN_USE)

TRANSITIONS: Mapping[str, Transition] = {
    "send": Transition(BEING_WRITTEN, IdeaState.SENT, "sent", _TEAM),
    "approve": Transition(_SENT, IdeaState.APPROVED, "approved", _OFFICER),
    "take_back": Transition((IdeaState.APPROVED,), IdeaState.SENT, "read_again", _OFFICER),
    "ask_for_more": Transition(_SENT, IdeaState.MORE_NEEDED, "more_needed", _OFFICER, True),
    "mark_as_duplicate": Transition(_SENT, IdeaState.DUPLICATE, "duplicate", _OFFICER, True),
    "decline": Transition(_SENT, _DECLINED, "not_taken_up", _OFFICER, True),
    "take_down": Transition(PUBLIC_STATES, _DECLINED, "not_taken_up", _OFFICER, True),
    "help": Transition((IdeaState.APPROVED,), IdeaState.HELPED, "helped", _HOUSE),
    "report_in_use": Transition(_UNUSED, IdeaState.IN_USE, "in_use", _BOTH),
    "pause": Transition(_ACTIVE, IdeaState.PAUSED, "paused", _BOTH),
    "resume": Transition((IdeaState.PAUSED,), IdeaState.APPROVED, "resumed", _BOTH),
}
TAKEN_BACK_WITHIN = timedelta(hours=1)
ANSWERED_WITHIN = timedelta(days=7)
ASKED_AFTER = timedelta(days=90)
UNUSED = (IdeaState.APPROVED, IdeaState.HELPED)
VERDICTS = ("approve", "ask_for_more", "mark_as_duplicate", "decline")


def moved(state: IdeaState, verb: str, *, reason: str = "") -> IdeaState:
    """The state after `verb`; the same state again when it was already there (a second click).

    Raises ValueError("not_from_here") where the verb does not lead on from `state`, and
    ValueError("reason_missing") where a reason is owed and none is given.
    """
    transition = TRANSITIONS[verb]
    if state is transition.target:
        return state
    if state not in transition.sources:
        raise ValueError("not_from_here")
    if transition.needs_reason and not reason.strip():
        raise ValueError("reason_missing")
    return transition.target


def may_be_taken_back(approved_at: datetime | None, now: datetime) -> bool:
    """An approval is undone within the hour: afterwards others rely on it."""
    return approved_at is not None and now - approved_at < TAKEN_BACK_WITHIN


def verbs_open_to(part: Part, state: IdeaState) -> list[str]:
    """What this part may do with an idea in this state, in the order of the table."""
    return [
        verb
        for verb, transition in TRANSITIONS.items()
        if part in transition.by and state in transition.sources
    ]


TITLE_LONGEST = 120
TEXT_SHORTEST, TEXT_LONGEST = 30, 800
TEXTS = ("problem", "solution", "benefit")


def missing(parts: Mapping[str, str]) -> dict[str, str]:
    """What keeps an idea from being sent: name of the part → "empty" or "short".

    `parts` holds title, sector and the three texts; each text has 30 to 800 characters.
    """
    wanting = {}
    for name in ("title", "sector", *TEXTS):
        length = len(parts[name].strip())
        if not length:
            wanting[name] = "empty"
        elif name in TEXTS and length < TEXT_SHORTEST:
            wanting[name] = "short"
    return wanting
