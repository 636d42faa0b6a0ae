"""Stages whose points went along into the last one: which of their sheets the ledger can show."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from mentorhub.contests.domain.counting import Average
from mentorhub.judging.domain.advancing import carried
from mentorhub.judging.domain.scoring import NOTHING, averaged
from mentorhub.publishing.domain.ledger import Criterion, Earlier, Sheet
from mentorhub.publishing.domain.table import Line


def shown_before(
    stages: Sequence[Earlier],
    lines: Iterable[Line],
    *,
    average: Average,
) -> list[Earlier]:
    """These stages, the first one first, with the sheets from which follows what entries brought.

    Entries that did not come as far as the table are left out: nobody was told their points.
    Where a stage evened points out, or criteria have changed since, sheets do not give what was
    brought along: none of that entry is shown, and strangers read that it is taken as told.
    """
    fitting = [_keeping(stage, _whole(stage)) for stage in stages]
    left = _left_by(fitting, average)
    brought = {line.entry: line.carried for line in lines if line.carried is not None}
    proven = {entry for entry, points in brought.items() if left.get(entry) == points}
    return [shown for stage in fitting if (shown := _keeping(stage, proven)).sheets]


def _keeping(stage: Earlier, entries: Collection[UUID]) -> Earlier:
    return replace(stage, sheets=[one for one in stage.sheets if one.entry in entries])


def _whole(stage: Earlier) -> set[UUID]:
    """Entries all of whose sheets mark every criterion of that stage, as they are today."""
    entries = {sheet.entry for sheet in stage.sheets}
    return entries - {one.entry for one in stage.sheets if not _fits(one, stage.rubric)}


def _fits(sheet: Sheet, rubric: Sequence[Criterion]) -> bool:
    points = sheet.points or {}
    return all(
        one.key in points
        and 0 <= points[one.key] <= one.maximum
        and points[one.key] % one.step == 0
        for one in rubric
    )


def _left_by(stages: Sequence[Earlier], average: Average) -> dict[UUID, Decimal]:
    """{entry: what the stages leave it}, by the sheets alone."""
    left: dict[UUID, Decimal] = {}
    for stage in stages:
        totals: dict[UUID, list[Decimal]] = {}
        for sheet in stage.sheets:
            totals.setdefault(sheet.entry, []).append(_total(sheet))
        brought, left = left, {}
        for entry, found in totals.items():
            whole = averaged(found, average) + brought.get(entry, NOTHING)
            left[entry] = carried(whole, stage.percent)
    return left


def _total(sheet: Sheet) -> Decimal:
    return sum((sheet.points or {}).values(), NOTHING)
