"""What a team reads of its own result, and nobody else does."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from mentorhub.contests.models import RubricLine
from mentorhub.entries.models import Entry
from mentorhub.judging.models import StageResult
from mentorhub.judging.queries import brought_along, means_in_stage_beside, stages_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import Translated
from mentorhub.publishing import queries, rules
from mentorhub.publishing.domain.standing import better_than
from mentorhub.publishing.views.blueprint import bp

Means = Mapping[str, str]
"""As Place.means."""


class Compared(NamedTuple):
    """A criterion, the mean in it, and the percentage of the other entries that got less."""

    criterion: RubricLine
    mean: Decimal
    percentage: int | None


class Over(NamedTuple):
    """An earlier stage: how the entry came out of it, points from before, what its jury wrote."""

    name: Translated
    result: StageResult
    carried: Decimal | None
    means: Sequence[Compared]
    remarks: Sequence[str]


@bp.get("/entries/<uuid:entry_id>/result")
@access(rules.READ_OWN, entry=Entry)
def own(entry: Entry) -> Page:
    place = queries.place_of(entry)
    criteria = queries.criteria_ever(entry.contest)
    remarks = queries.remarks_for(entry)
    over = _over(entry, criteria, remarks)
    earlier = {stage.result.stage for stage in over}
    means = _compared(criteria, place.means, queries.means_beside(place)) if place else []
    return page(
        "publishing/own.html",
        entry=entry,
        place=place,
        means=means,
        maximum=sum(line.criterion.max_points for line in means),
        over=over,
        last=entry.contest.judged_stages[-1].name if over else None,
        remarks=[remark for stage in remarks for remark in remarks[stage] if stage not in earlier],
    )


def _over(
    entry: Entry, criteria: Sequence[RubricLine], remarks: Mapping[int, Sequence[str]]
) -> list[Over]:
    results = stages_of(entry)
    return [
        Over(
            entry.contest.judged_stages[result.stage - 1].name,
            result,
            brought_along(entry.contest, before),
            _compared(criteria, result.means, means_in_stage_beside(result)),
            remarks.get(result.stage, ()),
        )
        for before, result in zip([None, *results], results, strict=False)
    ]


def _compared(
    criteria: Sequence[RubricLine], means: Means, others: Sequence[Means]
) -> list[Compared]:
    found = []
    for line in criteria:
        key = str(line.id)
        if key in means:
            own, theirs = Decimal(means[key]), [Decimal(one[key]) for one in others if key in one]
            found.append(Compared(line, own, better_than(own, theirs)))
    return found
