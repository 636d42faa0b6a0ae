"""From the first draft of a contest to its announcement."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from mentorhub.accounts.models import Hat, Person
from mentorhub.activity.actions import record
from mentorhub.contests.domain.eligibility import Terms
from mentorhub.contests.domain.rubric import Criterion, Unsound
from mentorhub.contests.domain.stages import Step, check_window
from mentorhub.contests.models import (
    Award,
    Contest,
    ContestState,
    Organiser,
    RubricLine,
    Shown,
    Stage,
    StageKind,
)
from mentorhub.contests.queries import possible_organisers
from mentorhub.contests.rules import may_host
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.units.models import Unit


def set_up(
    unit: Unit,
    *,
    opens_at: datetime,
    closes_at: datetime,
    like: Contest | None,
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
    return contest


COPIED = (
    *("readers", "is_blind", "same_unit_is_conflict", "shown", "pass_mark", "no_zero"),
    *("age_min", "age_max", "team_min", "team_max"),
)
COPIED_LINE = ("position", "name", "help", "max_points", "step", "anchors")
COPIED_AWARD = ("position", "name", "count")


def _copy(source: Contest, contest: Contest) -> None:
    for name in COPIED:
        setattr(contest, name, getattr(source, name))
    contest.rubric = [RubricLine(**_parts(line, COPIED_LINE)) for line in source.rubric]
    contest.awards = [Award(**_parts(award, COPIED_AWARD)) for award in source.awards]


def _parts(thing: object, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def edit(contest: Contest, *, version: int, by: Person, **texts: Translated) -> None:
    """Title, summary, rules and host; the words may still be improved while entries come in."""
    _claim(contest, version)
    for name, text in texts.items():
        setattr(contest, name, text)
    record("contest.edited", contest, by=by, contest_id=contest.id, part="words")


def set_terms(
    contest: Contest,
    *,
    version: int,
    window: tuple[datetime, datetime],
    limits: Terms,
    shown: Shown,
    pass_mark: Decimal | None,
    no_zero: bool,
    by: Person,
) -> None:
    """When, who, and what of the scores is shown: fixed from the moment entries open."""
    _claim(contest, version)
    if contest.has_begun:
        raise Refused(_l("Entries have opened: these terms stand. Only a later deadline is left."))
    check_window(*window)
    limits.check()
    contest.opens_at, contest.closes_at = window
    contest.age_min, contest.age_max = limits.age_min, limits.age_max
    contest.team_min, contest.team_max = limits.team_min, limits.team_max
    contest.shown, contest.pass_mark, contest.no_zero = shown, pass_mark, no_zero
    record("contest.edited", contest, by=by, contest_id=contest.id, part="terms")


def set_criteria(
    contest: Contest,
    *,
    version: int,
    criteria: Sequence[Criterion],
    readers: int,
    is_blind: bool,
    same_unit_is_conflict: bool,
    by: Person,
) -> None:
    """What entries are marked by; fixed from the first mark on."""
    _claim(contest, version)
    if contest.rubric_is_locked:
        raise Refused(_l("A juror has given marks already: the criteria stand as they are."))
    try:
        for criterion in criteria:
            criterion.check()
    except Unsound as flaw:
        raise Refused(_l("A criterion needs ranges that hold every mark exactly once.")) from flaw
    contest.readers, contest.is_blind = readers, is_blind
    contest.same_unit_is_conflict = same_unit_is_conflict
    _count_as_a_change(contest)
    contest.rubric = [_line(contest, i, criterion) for i, criterion in enumerate(criteria)]
    record("contest.edited", contest, by=by, contest_id=contest.id, part="criteria")


def _line(contest: Contest, position: int, criterion: Criterion) -> RubricLine:
    """The row that stood here, changed, so that nothing pointing to it is lost; or a new one."""
    kept = contest.rubric[position] if position < len(contest.rubric) else RubricLine()
    kept.position, kept.max_points, kept.step = position, criterion.maximum, criterion.step
    kept.name, kept.help = Translated(criterion.name), Translated(criterion.help)
    kept.anchors = criterion.anchors()
    return kept


def set_prizes(
    contest: Contest,
    *,
    version: int,
    awards: Sequence[tuple[Translated, int]],
    steps: Sequence[Step],
    by: Person,
) -> None:
    """Prizes, and the stages that follow the entries."""
    _claim(contest, version)
    if any(step.closes_at <= step.opens_at for step in steps):
        raise Refused(_l("A stage ends before it begins."))
    _count_as_a_change(contest)
    contest.awards = [Award(position=i, name=n, count=c) for i, (n, c) in enumerate(awards)]
    ordered = sorted(steps, key=lambda step: step.opens_at)
    own = [stage for stage in contest.stages if stage.kind is StageKind.SUBMISSION]
    contest.stages = [*own, *(_stage(i, step) for i, step in enumerate(ordered, start=1))]
    record("contest.edited", contest, by=by, contest_id=contest.id, part="prizes")


def _stage(position: int, step: Step) -> Stage:
    return Stage(
        position=position,
        kind=StageKind(step.kind),
        name=Translated(step.name),
        opens_at=step.opens_at,
        closes_at=step.closes_at,
    )


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
    """Make the contest public. A second click changes nothing."""
    lock(contest)
    if contest.state is not ContestState.DRAFT:
        return
    if not contest.rubric:
        raise Refused(_l("Write at least one criterion first: teams read what they are judged by."))
    if contest.closes_at <= now():
        raise Refused(_l("The deadline has passed. Move it first."))
    contest.state = ContestState.ANNOUNCED
    record("contest.announced", contest, by=by, contest_id=contest.id, contest=dict(contest.title))


def _claim(contest: Contest, version: int) -> None:
    """Hold the row, and let no older page overwrite a newer save."""
    lock(contest)
    if contest.version != version:
        raise Stale(
            _l("Somebody else saved this part a moment before. Look at it; saving replaces it.")
        )


def _count_as_a_change(contest: Contest) -> None:
    """A part kept in other rows makes a new version of the contest too."""
    flag_modified(contest, "readers")
