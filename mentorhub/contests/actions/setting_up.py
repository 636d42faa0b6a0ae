"""From the first draft of a contest to its announcement."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from mentorhub.accounts.models import Hat, Person
from mentorhub.activity.actions import record
from mentorhub.contests.actions.parts import part_saved
from mentorhub.contests.domain.stages import Round, StageKind, StageReading, check_window
from mentorhub.contests.domain.templates import PlannedQuestion
from mentorhub.contests.models import (
    Award,
    Contest,
    ContestState,
    Document,
    Organiser,
    Panel,
    RubricLine,
    Stage,
)
from mentorhub.contests.queries import gaps_of, possible_organisers
from mentorhub.contests.rules import may_host
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, _l, sentence
from mentorhub.units.models import Unit


def set_up(
    unit: Unit,
    *,
    opens_at: datetime,
    closes_at: datetime,
    like: Contest | None,
    asking: Sequence[PlannedQuestion] = (),
    by: Person,
    **texts: Translated,
) -> Contest:
    """A draft only its organisers see; `like` lends everything but texts and dates."""
    if not may_host(by, unit):
        raise Refused(_l("Choose a unit where you organise contests."))
    check_window(opens_at, closes_at)
    contest = Contest(
        unit=unit,
        opens_at=opens_at,
        closes_at=closes_at,
        organisers=[Organiser(person_id=by.id)],
        **texts,
    )
    if like is not None:
        _copy(like, contest)
    db.session.add(contest)
    record("contest.set_up", contest, by=by)
    if like is not None and like.id is not None:  # a template has no rows to lend
        for copy in also_copied:
            copy(like, contest)
    for ask in also_asked:
        ask(contest, asking)
    return contest


COPIED = (
    *("language", "readers", "is_blind", "same_unit_is_conflict", "shown", "pass_mark", "no_zero"),
    *("average", "deciding", "note_below"),
    *("bonus", "bonus_for", "complaint_days", "grace_minutes", "late"),
    *("age_min", "age_max", "share_in_age", "team_min", "team_max"),
    *("sectors", "most_entries", "leads_one", "unit_min", "unit_max"),
)
also_copied: set[Callable[[Contest, Contest], None]] = set()
"""What features above this one lend to a copy: each adds its own."""
also_asked: set[Callable[[Contest, Sequence[PlannedQuestion]], None]] = set()
"""How the form of a template becomes that of a contest."""
COPIED_LINE = ("position", "name", "help", "max_points", "step", "anchors", "tie_order", "stage")
COPIED_AWARD = ("position", "name", "count")
COPIED_PANEL = ("position", "name", "readers")
COPIED_DOCUMENT = ("position", "name", "whose")
COPIED_STAGE = (
    *("position", "kind", "name"),
    *(one.name for rule in (Round, StageReading) for one in fields(rule)),
)


def _copy(source: Contest, contest: Contest) -> None:
    """Rules, criteria, rounds and prizes; stages follow the deadline by as many days as there."""
    for name in COPIED:
        if (value := getattr(source, name)) is not None:  # a template leaves the rest as it is
            setattr(contest, name, value)
    contest.ages_on = _years_later(source.ages_on, contest.last_day.year - source.last_day.year)
    contest.rubric = [RubricLine(**_parts(line, COPIED_LINE)) for line in source.rubric]
    contest.awards = [Award(**_parts(award, COPIED_AWARD)) for award in source.awards]
    contest.panels = [Panel(**_parts(panel, COPIED_PANEL)) for panel in source.panels]
    contest.documents = [Document(**_parts(one, COPIED_DOCUMENT)) for one in source.documents]
    contest.stages = [_stage(stage, source, contest) for stage in source.stages]


def _stage(stage: Stage, source: Contest, contest: Contest) -> Stage:
    if stage.kind is StageKind.SUBMISSION:
        window = {"opens_at": contest.opens_at, "closes_at": contest.closes_at}
    else:
        later = contest.last_day - source.last_day
        window = {name: getattr(stage, name) + later for name in ("opens_at", "closes_at")}
    return Stage(**_parts(stage, COPIED_STAGE), **window)


def _years_later(day: date | None, years: int) -> date | None:
    """The same day of another year; from 29 February the last of the month."""
    if day is None:
        return None
    leaps = (day.month, day.day) == (2, 29)
    return (day - timedelta(days=1) if leaps else day).replace(year=day.year + years)


def _parts(thing: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def edit(
    contest: Contest, *, version: int, by: Person, reason: str = "", **texts: Translated
) -> None:
    """Title, summary, rules and host; the words may still be improved while entries come in."""
    with part_saved(contest, "words", version=version, reason=reason, by=by):
        for name, text in texts.items():
            setattr(contest, name, text)


def choose_organisers(contest: Contest, *, people: Iterable[Person], by: Person) -> None:
    """Who runs the contest beside the person asking; nobody takes themselves out."""
    lock(contest)
    allowed = {person.id for person in possible_organisers(contest.unit)}
    wanted = {person.id for person in people}
    if not wanted <= allowed:
        raise Refused(_l("Choose among those who organise contests in this unit."))
    kept = [o for o in contest.organisers if o.person_id in wanted | {by.id}]
    present = {organiser.person_id for organiser in kept}
    added = [Organiser(person_id=one) for one in sorted(wanted - present)]
    contest.organisers = [*kept, *added]
    for person in people:
        person.hat = Hat.ORGANISER
    record("contest.organisers_chosen", contest, by=by, contest_id=contest.id)


def announce(contest: Contest, *, by: Person) -> None:
    """Make the contest public. A second click changes nothing.

    An opening that has passed is now: nobody could have entered before.
    """
    lock(contest)
    if contest.state is not ContestState.DRAFT:
        return
    for row in (*contest.rubric, *contest.stages, *contest.panels):
        db.session.expire(row)  # as they stand now that nobody else may change them
    if lacking := [gap for gap in gaps_of(contest) if gap.blocks]:
        raise Refused(" ".join(sentence(_(gap.message), gap.facts) for gap in lacking))
    contest.state, contest.opens_at = ContestState.ANNOUNCED, max(contest.opens_at, now())
    record("contest.announced", contest, by=by, contest_id=contest.id, contest=dict(contest.title))
