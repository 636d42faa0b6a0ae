"""What entries are marked by: changed by one organiser until the first mark, then by two."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.contests.actions.parts import count_as_a_change, must_be_trimmable, part_saved
from mentorhub.contests.domain.rubric import (
    Criterion,
    Marking,
    Unsound,
    greatest,
    has_criteria_everywhere,
    marking,
    matched,
    stored,
    stored_bands,
)
from mentorhub.contests.domain.stages import StageReading
from mentorhub.contests.models import Contest, RubricLine
from mentorhub.contests.queries import rubric_afresh
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

READING = ("readers", "is_blind", "same_unit_is_conflict")


def set_criteria(
    contest: Contest,
    *,
    version: int,
    criteria: Sequence[Criterion],
    by: Person,
    reason: str = "",
    **reading: Any,
) -> None:
    """Criteria, and how entries are read (`READING`, and `by_stage` where a stage differs).

    One organiser alone until the first mark.
    """
    with part_saved(contest, "criteria", version=version, reason=reason, by=by):
        rubric_afresh(contest)
        if contest.rubric_is_locked:
            raise Refused(_l("A juror has given marks already: a second person must agree."))
        check_criteria(contest, criteria)
        _set_reading(contest, **reading)
        rows = enumerate(criteria)
        contest.rubric = [_put(_row_at(contest, i), i, criterion) for i, criterion in rows]


def check_criteria(contest: Contest, criteria: Sequence[Criterion]) -> None:
    """Refused for what nobody could mark by; a draft may still lack criteria of a stage."""
    judged, named = len(contest.judged_stages), [one.stage for one in criteria]
    if any(stage is not None and not 1 <= stage <= judged for stage in named):
        raise Refused(_l("Somebody changed the stages a moment before. Look at them first."))
    if contest.is_announced and not has_criteria_everywhere(named, judged):
        raise Refused(_l("A stage has no criteria left: its jury could not mark."))
    if contest.is_announced:
        _refuse_out_of_reach(contest, criteria)
    try:
        for criterion in criteria:
            criterion.check()
    except Unsound as flaw:
        raise Refused(_l("A criterion needs ranges that hold every mark exactly once.")) from flaw


def _refuse_out_of_reach(contest: Contest, criteria: Sequence[Criterion]) -> None:
    """The points announced as needed for a place stay within reach in each stage that is not over;
    where they were not, other criteria may at least make it no worse."""
    needed = contest.pass_mark or 0
    for number, before in list(enumerate(contest.points_by_stage, 1))[contest.judged_stage - 1 :]:
        if greatest(criteria, number) < min(needed, before):
            raise Refused(_l("With these criteria nobody could have the points that are needed."))


def replace_criteria(contest: Contest, criteria: Sequence[Criterion], **reading: Any) -> bool:
    """After marks were given: is anything of the present stage marked anew now?

    A criterion of the same name that is marked as before keeps its row and the marks on it. One
    that is marked otherwise, or left out, retires with its marks: they stay, and count no more.
    """
    lines, stage = list(contest.rubric), contest.judged_stage
    stand = matched([_read(line) for line in lines], [_said(one) for one in criteria])
    touched = [lines[n].stage for n in range(len(lines)) if n not in stand]
    touched += [one.stage for kept, one in zip(stand, criteria, strict=True) if kept is None]
    if _over([line.criterion for line in lines], stage) != _over(criteria, stage):
        raise Refused(_l("That stage is over: what its sheets were marked by stands."))
    _set_reading(contest, **reading)
    moment = now()
    for place, line in enumerate(lines):
        if place not in stand:
            line.retired_at = moment
    for position, (kept, criterion) in enumerate(zip(stand, criteria, strict=True)):
        row = RubricLine(contest_id=contest.id) if kept is None else lines[kept]
        db.session.add(_put(row, position, criterion))
        row.locked_at = row.locked_at or moment
    db.session.flush()
    db.session.expire(contest, ["rubric"])
    return any(one in (None, stage) for one in touched)


def _over(criteria: Sequence[Criterion], stage: int) -> list[dict[str, Any]]:
    """Those of stages before this one alone, to the last word: closings have fixed them."""
    return [stored(one) for one in criteria if one.stage is not None and one.stage < stage]


def _set_reading(
    contest: Contest, *, by_stage: Mapping[UUID, StageReading] | None = None, **reading: Any
) -> None:
    for name in READING:
        setattr(contest, name, reading[name])
    stages = {stage.id: stage for stage in contest.judged_stages}
    for key, own in (by_stage or {}).items():
        own.check()
        if key not in stages:
            raise Refused(_l("Somebody changed the stages a moment before. Look at them first."))
        stages[key].readers, stages[key].is_blind = own.readers, own.is_blind
    must_be_trimmable(contest.average, contest.ruleset.hearings)
    count_as_a_change(contest)


def stored_reading(
    *, by_stage: Mapping[UUID, StageReading] | None = None, **reading: Any
) -> dict[str, Any]:
    """As plain JSON, for a change that waits to be agreed to."""
    stages = {str(key): asdict(own) for key, own in (by_stage or {}).items()}
    return {**{name: reading[name] for name in READING}, "by_stage": stages}


def restored_reading(told: Mapping[str, Any]) -> dict[str, Any]:
    """What `stored_reading` wrote down."""
    stages = told.get("by_stage", {})  # not in what was asked for before stages could differ
    by_stage = {UUID(key): StageReading(**own) for key, own in stages.items()}
    return {**{name: told[name] for name in READING}, "by_stage": by_stage}


def _row_at(contest: Contest, position: int) -> RubricLine:
    """The row that stood here, changed, so that nothing pointing to it is lost; or a new one."""
    return contest.rubric[position] if position < len(contest.rubric) else RubricLine()


def _put(row: RubricLine, position: int, criterion: Criterion) -> RubricLine:
    row.position, row.max_points, row.step = position, criterion.maximum, criterion.step
    row.name, row.help = Translated(criterion.name), Translated(criterion.help)
    row.anchors, row.tie_order = criterion.anchors(), criterion.tie_order
    row.stage = criterion.stage
    return row


def _read(line: RubricLine) -> tuple[str, Marking]:
    bands = stored_bands(line.anchors, "vi")
    return line.name.get("vi", ""), marking(line.stage, line.max_points, line.step, bands)


def _said(criterion: Criterion) -> tuple[str, Marking]:
    how = marking(criterion.stage, criterion.maximum, criterion.step, criterion.bands)
    return criterion.name.get("vi", ""), how
