"""What a contest says of itself beside its rules, one sentence a thing, to tell what changes.

Moments are said in UTC: the same moment is the same sentence, whichever zone it was typed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from mentorhub.contests.domain.deadline import Deadline, Late
from mentorhub.contests.domain.ruleset import Name
from mentorhub.contests.domain.sentence import N_, Rule, Sentence


@dataclass(frozen=True, slots=True)
class Scale:
    """A criterion as it is read: its words, its points, and each range with what it means.

    `stage` is the name of the only stage that marks by it.
    """

    name: Name
    help: Name
    maximum: Decimal
    step: Decimal
    bands: Sequence[tuple[Decimal, Decimal, Name]]
    stage: Name | None = None


@dataclass(frozen=True, slots=True)
class Announcement:
    """`texts` by title, summary and host; stages with their first and last day."""

    deadline: Deadline
    deadline_version: int
    texts: Mapping[str, Name]
    full_rules: Name
    criteria: Sequence[Scale]
    prizes: Sequence[tuple[Name, int]]
    stages: Sequence[tuple[Name, date, date]]


OPENS = N_("Entries open at %(from_at)s.")
CLOSES = N_("Deadline for entries: %(until_at)s (deadline number %(number)s).")
GRACE = N_("Minutes of grace after the deadline: %(minutes)s.")
NO_GRACE = N_("No minutes of grace.")
LATE = {
    Late.FLAG: N_(
        "What comes later is taken in and marked; an organiser decides whether it counts."
    ),
    Late.REFUSE: N_("What comes later is refused; drafts are kept."),
}
TEXTS = {
    "title": N_("Title: %(text)s"),
    "summary": N_("In two sentences: %(text)s"),
    "host": N_("Organised by: %(text)s"),
}
CRITERION = N_("%(criterion)s: up to %(points)s points, in steps of %(step)s. %(help)s")
CRITERION_THERE = N_(
    "%(stage)s, %(criterion)s: up to %(points)s points, in steps of %(step)s. %(help)s"
)
BAND_THERE = N_("%(stage)s, %(criterion)s, %(low)s to %(high)s points: %(text)s")
BAND = N_("%(criterion)s, %(low)s to %(high)s points: %(text)s")
PRIZE = N_("%(prize)s, how many: %(number)s.")
STAGE = N_("%(stage)s: %(first_on)s to %(last_on)s.")
TEXT = N_("%(text)s")


def announced(said: Announcement) -> list[Sentence]:
    return [
        *(Sentence(Rule.WORDS, words, {"text": said.texts[name]}) for name, words in TEXTS.items()),
        Sentence(Rule.FULL_RULES, TEXT, {"text": said.full_rules}),
        *_window(said),
        *(one for scale in said.criteria for one in _criterion(scale)),
        *(Sentence(Rule.PRIZES, PRIZE, {"prize": name, "number": n}) for name, n in said.prizes),
        *(_stage(*stage) for stage in said.stages),
    ]


def _window(said: Announcement) -> list[Sentence]:
    opens, closes = _utc(said.deadline.opens_at), _utc(said.deadline.closes_at)
    facts = {"until_at": closes, "number": said.deadline_version}
    return [
        Sentence(Rule.WINDOW, OPENS, {"from_at": opens}),
        Sentence(Rule.WINDOW, CLOSES, facts),
        *lateness(said.deadline),
    ]


def lateness(deadline: Deadline) -> list[Sentence]:
    """What becomes of an entry that comes after the deadline."""
    minutes = deadline.grace_minutes
    return [
        Sentence(Rule.LATENESS, GRACE if minutes else NO_GRACE, {"minutes": minutes}),
        Sentence(Rule.LATENESS, LATE[deadline.late]),
    ]


def _criterion(scale: Scale) -> list[Sentence]:
    named = {"criterion": scale.name} | ({"stage": scale.stage} if scale.stage else {})
    of_all, band = (CRITERION_THERE, BAND_THERE) if scale.stage else (CRITERION, BAND)
    facts = {**named, "points": scale.maximum, "step": scale.step, "help": scale.help}
    bands = (
        Sentence(Rule.CRITERIA, band, {**named, "low": low, "high": high, "text": text})
        for low, high, text in scale.bands
    )
    return [Sentence(Rule.CRITERIA, of_all, facts), *bands]


def _stage(name: Name, first: date, last: date) -> Sentence:
    facts = {"stage": name, "first_on": first.isoformat(), "last_on": last.isoformat()}
    return Sentence(Rule.STAGES, STAGE, facts)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
