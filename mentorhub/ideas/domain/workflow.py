"""The life of an idea: its states, who may move it between them, and what it needs to be sent."""

import enum
from collections.abc import Collection, Mapping
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

    `event` is what is said to have happened. `otherwise` is where the idea may be after it as
    well, by what stands on its line: see `standing`.
    """

    sources: tuple[IdeaState, ...]
    target: IdeaState
    event: str
    by: frozenset[Part]
    needs_reason: bool = False
    otherwise: tuple[IdeaState, ...] = ()

    @property
    def targets(self) -> tuple[IdeaState, ...]:
        """Where it may have led: in each of them a second click changes nothing."""
        return (self.target, *self.otherwise)


_TEAM, _OFFICER = frozenset({Part.TEAM}), frozenset({Part.OFFICER})
_BOTH, _HOUSE = _TEAM | _OFFICER, frozenset({Part.HOUSE})
_SENT, _DECLINED = (IdeaState.SENT,), IdeaState.NOT_TAKEN_UP
UNUSED = (IdeaState.APPROVED, IdeaState.HELPED)
_UNUSED = (*UNUSED, IdeaState.PAUSED)
_ACTIVE = (*UNUSED, IdeaState.IN_USE)

TRANSITIONS: Mapping[str, Transition] = {
    "send": Transition(BEING_WRITTEN, IdeaState.SENT, "sent", _TEAM),
    "approve": Transition(
        _SENT, IdeaState.APPROVED, "approved", _OFFICER, otherwise=(IdeaState.HELPED,)
    ),
    "take_back": Transition(UNUSED, IdeaState.SENT, "read_again", _OFFICER),
    "ask_for_more": Transition(_SENT, IdeaState.MORE_NEEDED, "more_needed", _OFFICER, True),
    "mark_as_duplicate": Transition(_SENT, IdeaState.DUPLICATE, "duplicate", _OFFICER, True),
    "merge": Transition(PUBLIC_STATES, IdeaState.DUPLICATE, "merged", _OFFICER, True),
    # back to where it was: public again if it was public before
    "separate": Transition((IdeaState.DUPLICATE,), IdeaState.SENT, "separated", _OFFICER),
    "decline": Transition(_SENT, _DECLINED, "not_taken_up", _OFFICER, True),
    "take_down": Transition(PUBLIC_STATES, _DECLINED, "not_taken_up", _OFFICER, True),
    "help": Transition((IdeaState.APPROVED,), IdeaState.HELPED, "helped", _HOUSE),
    "report_in_use": Transition(_UNUSED, IdeaState.IN_USE, "in_use", _BOTH),
    "pause": Transition(_ACTIVE, IdeaState.PAUSED, "paused", _BOTH),
    # back to what it was, by what stands on its line
    "resume": Transition(
        (IdeaState.PAUSED,),
        IdeaState.APPROVED,
        "resumed",
        _BOTH,
        otherwise=(IdeaState.HELPED, IdeaState.IN_USE),
    ),
}
TAKEN_BACK_WITHIN = timedelta(hours=1)
ANSWERED_WITHIN = timedelta(days=7)
ASKED_AFTER = timedelta(days=90)
TOLD_TO_FOLLOWERS = ("approved", "in_use", "merged")
UPDATE_LONGEST, MOST_UPDATES_A_DAY = 600, 3
SAME_AS_ANOTHER = ("mark_as_duplicate", "merge")
VERDICTS = ("approve", "ask_for_more", "mark_as_duplicate", "decline")


def standing(line: Collection[str]) -> IdeaState:
    """What an approved idea is that nobody has paused, by the kinds of points on its line."""
    if "in_use" in line:
        return IdeaState.IN_USE
    return IdeaState.HELPED if "mentor" in line else IdeaState.APPROVED


def moved(
    state: IdeaState, verb: str, *, reason: str = "", line: Collection[str] = ()
) -> IdeaState:
    """The state after `verb`; the same state again when it was already there (a second click).

    `line` are the kinds of points on the idea's line, for a verb that leads to where it was.
    Raises ValueError("not_from_here") where the verb does not lead on from `state`, and
    ValueError("reason_missing") where a reason is owed and none is given.
    """
    transition = TRANSITIONS[verb]
    if state in transition.targets:
        return state
    if state not in transition.sources:
        raise ValueError("not_from_here")
    if transition.needs_reason and not reason.strip():
        raise ValueError("reason_missing")
    was = standing(line)
    return was if was in transition.targets else transition.target


def may_be_taken_back(done_at: datetime | None, now: datetime) -> bool:
    """An approval or a merging is undone within the hour: afterwards others rely on it."""
    return done_at is not None and now - done_at < TAKEN_BACK_WITHIN


def verbs_open_to(part: Part, state: IdeaState) -> list[str]:
    """What this part may do with an idea in this state, in the order of the table."""
    return [
        verb
        for verb, transition in TRANSITIONS.items()
        if part in transition.by and state in transition.sources
    ]


@dataclass(frozen=True, slots=True)
class Next:
    """What may follow: each step with the parts that may take it, and when the house speaks up."""

    steps: tuple[tuple[str, tuple[Part, ...]], ...]
    due: datetime | None = None


_SPEAKS_UP = {
    IdeaState.SENT: ("sent_at", ANSWERED_WITHIN),
    IdeaState.APPROVED: ("approved_at", ASKED_AFTER),
    IdeaState.HELPED: ("approved_at", ASKED_AFTER),
}


def what_next(
    state: IdeaState,
    *,
    sent_at: datetime | None = None,
    approved_at: datetime | None = None,
    reminded_at: datetime | None = None,
) -> Next:
    """The steps from here, and the day the officer is reminded or the team is asked."""
    steps = tuple(
        (verb, tuple(part for part in Part if part in step.by))
        for verb, step in TRANSITIONS.items()
        if state in step.sources
    )
    if state not in _SPEAKS_UP:
        return Next(steps)
    counted_from, after = _SPEAKS_UP[state]
    since = reminded_at or (sent_at if counted_from == "sent_at" else approved_at)
    return Next(steps, since + after if since else None)


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
