"""What a team reads of its own result, and nobody else does."""

from decimal import Decimal
from typing import Any

from mentorhub.entries.models import Entry
from mentorhub.judging.queries import stages_of
from mentorhub.platform.access import Page, access, page
from mentorhub.publishing import queries, rules
from mentorhub.publishing.domain.standing import better_than
from mentorhub.publishing.models import Place
from mentorhub.publishing.views.blueprint import bp


@bp.get("/entries/<uuid:entry_id>/result")
@access(rules.READ_OWN, entry=Entry)
def own(entry: Entry) -> Page:
    place = queries.place_of(entry)
    rubric = entry.contest.rubric_now
    names = [stage.name for stage in entry.contest.judged_stages]
    return page(
        "publishing/own.html",
        entry=entry,
        place=place,
        means=_means(entry, place) if place else [],
        maximum=sum(line.max_points for line in rubric),
        stages=[(names[one.stage - 1], one) for one in stages_of(entry)],
        remarks=queries.remarks_for(entry),
    )


def _means(entry: Entry, place: Place) -> list[tuple[Any, Decimal, int | None]]:
    """(criterion, own mean, percentage of the other entries that got less)."""
    others = queries.means_beside(place)
    found = []
    for line in entry.contest.rubric_now:
        if (mean := place.means.get(str(line.id))) is not None:
            theirs = [Decimal(means[str(line.id)]) for means in others if str(line.id) in means]
            found.append((line, Decimal(mean), better_than(Decimal(mean), theirs)))
    return found
