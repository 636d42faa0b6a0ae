"""The rules of a contest: who may enter with what, and how it is judged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.contests.actions.parts import (
    count_as_a_change,
    must_be_trimmable,
    part_saved,
    refuse_once_begun,
)
from mentorhub.contests.domain.eligibility import Limits, Terms, counting_day
from mentorhub.contests.domain.rubric import has_criteria_everywhere
from mentorhub.contests.domain.ruleset import Panel as PanelRule
from mentorhub.contests.domain.ruleset import Points
from mentorhub.contests.domain.stages import Round, Step, check_window
from mentorhub.contests.models import Award, Contest, Panel, Shown, Stage, StageKind
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import Translated
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

ROUND = [one.name for one in fields(Round)]


def set_terms(
    contest: Contest,
    *,
    version: int,
    window: tuple[datetime, datetime],
    terms: Terms,
    by: Person,
    reason: str = "",
) -> None:
    """When, and who: fixed from the moment entries open."""
    with part_saved(contest, "terms", version=version, reason=reason, by=by):
        refuse_once_begun(contest)
        check_window(*window)
        terms.check()
        _set_window(contest, *window)
        contest.age_min, contest.age_max = terms.age_min, terms.age_max
        is_usual = terms.counted_on == counting_day(window[1].astimezone(LOCAL).date())
        contest.ages_on = None if is_usual else terms.counted_on
        contest.share_in_age = str(terms.share_in_age)
        contest.team_min, contest.team_max = terms.team_min, terms.team_max


def _set_window(contest: Contest, opens_at: datetime, closes_at: datetime) -> None:
    if contest.is_announced and closes_at < contest.closes_at:
        raise Refused(
            _l("An earlier deadline needs two persons: ask for it under “Another deadline”.")
        )
    if contest.is_announced and closes_at != contest.closes_at:
        contest.deadline_version += 1
    contest.opens_at, contest.closes_at = opens_at, closes_at


def set_limits(
    contest: Contest, *, version: int, limits: Limits, by: Person, reason: str = ""
) -> None:
    """With what, and how often: fixed from the moment entries open."""
    with part_saved(contest, "limits", version=version, reason=reason, by=by):
        refuse_once_begun(contest)
        limits.check()
        contest.sectors, contest.most_entries = list(limits.sectors), limits.most_entries
        contest.leads_one = limits.leads_one
        contest.unit_min, contest.unit_max = limits.unit_min, limits.unit_max


def set_points(
    contest: Contest,
    *,
    version: int,
    points: Points,
    panels: Sequence[PanelRule],
    by: Person,
    reason: str = "",
) -> None:
    """What points need and lead to, and who hears entries together: fixed with the terms."""
    with part_saved(contest, "points", version=version, reason=reason, by=by):
        refuse_once_begun(contest)
        points.check()
        must_be_trimmable(
            points.average, [*contest.readers_by_stage, *(one.readers for one in panels)]
        )
        contest.average, contest.deciding = points.average, points.deciding
        contest.shown = Shown.TOTALS if points.shows_totals else Shown.PLACES
        contest.pass_mark, contest.no_zero = points.pass_mark, points.no_zero
        contest.note_below = points.note_below
        contest.bonus, contest.bonus_for = points.bonus, Translated(points.bonus_for)
        contest.complaint_days = points.complaint_days
        count_as_a_change(contest)
        contest.panels = [_panel(contest, i, panel) for i, panel in enumerate(panels)]


def _panel(contest: Contest, position: int, rule: PanelRule) -> Panel:
    """The row that stood here, changed, so that its jurors stay in it; or a new one."""
    kept = contest.panels[position] if position < len(contest.panels) else Panel()
    kept.position, kept.name, kept.readers = position, Translated(rule.name), rule.readers
    return kept


def set_prizes(
    contest: Contest,
    *,
    version: int,
    awards: Sequence[tuple[Translated, int]],
    steps: Sequence[Step],
    by: Person,
    reason: str = "",
) -> None:
    """Prizes, and the stages that follow the entries."""
    with part_saved(contest, "prizes", version=version, reason=reason, by=by):
        if any(step.closes_at <= step.opens_at for step in steps):
            raise Refused(_l("A stage ends before it begins."))
        count_as_a_change(contest)
        contest.awards = [Award(position=i, name=n, count=c) for i, (n, c) in enumerate(awards)]
        own = [stage for stage in contest.stages if stage.kind is StageKind.SUBMISSION]
        judged = contest.judged_stages  # of today: a row may become another kind of stage below
        known = {stage.id: stage for stage in contest.later_stages}
        ordered = sorted(steps, key=lambda step: step.opens_at)
        rows = [_stage(known, i, step) for i, step in enumerate(ordered, start=1)]
        if any(stage.draw and stage not in rows for stage in contest.stages):
            raise Refused(_l("The order of a stage was drawn: it can no longer be taken out."))
        if contest.scoring_opened_at is not None and _judged(rows) != judged:
            raise Refused(_l("The jury has begun: the stages in which it marks stand as they are."))
        _take_criteria_along(contest, judged, _judged(rows))
        for take in also_moved:
            take(contest, judged, _judged(rows))
        contest.stages = [*own, *rows]


also_moved: set[Callable[[Contest, Sequence[Stage], Sequence[Stage]], None]] = set()
"""What features above this one keep by the number of a judged stage: (contest, before, after)."""


def stands_now(number: int, before: Sequence[Stage], after: Sequence[Stage]) -> int | None:
    """The number, the first is 1, of the judged stage that had this one; None: it is taken out."""
    stage = before[number - 1] if number <= len(before) else None
    return after.index(stage) + 1 if stage in after else None


def _take_criteria_along(contest: Contest, old: Sequence[Stage], new: Sequence[Stage]) -> None:
    """A criterion of one stage stays with it, wherever the stage stands now."""
    for line in contest.rubric:
        if line.stage is None:
            continue
        line.stage = stands_now(line.stage, old, new)
        if line.stage is None:
            raise Refused(_l("A criterion is marked in a stage you take out: change it first."))
    stages = [line.stage for line in contest.rubric]
    if contest.is_announced and not has_criteria_everywhere(stages, len(new)):
        words = _l("A new stage would have no criteria: first let one be marked in every stage.")
        raise Refused(words)


def _judged(stages: Sequence[Stage]) -> list[Stage]:
    return [stage for stage in stages if stage.kind is StageKind.JUDGING]


def _stage(known: dict[UUID, Stage], position: int, step: Step) -> Stage:
    """The row that stands for this stage, changed, so that its rules are not lost; or a new one."""
    stage = known.pop(step.key, None) if step.key else None
    stage = stage or Stage()
    stage.position, stage.kind, stage.name = position, StageKind(step.kind), Translated(step.name)
    stage.opens_at, stage.closes_at = step.opens_at, step.closes_at
    return stage


def set_rounds(
    contest: Contest, *, version: int, rounds: Mapping[UUID, Round], by: Person, reason: str = ""
) -> None:
    """How each stage of judging goes: who goes on, what is carried, how entries are presented."""
    with part_saved(contest, "rounds", version=version, reason=reason, by=by):
        refuse_once_begun(contest)
        count_as_a_change(contest)
        stages = {stage.id: stage for stage in contest.judged_stages}
        for key, rule in rounds.items():
            rule.check()
            if key not in stages:
                raise Refused(
                    _l("Somebody changed the stages a moment before. Look at them first.")
                )
            for name in ROUND:
                setattr(stages[key], name, getattr(rule, name))
