"""What the ballots of a stage say together, or why they say nothing."""

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from mentorhub.ballots import queries
from mentorhub.ballots.domain.strengths import Apart, Strength, TooFew, strengths
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.judging.queries import entries_in


class Why(enum.StrEnum):
    """Why there is no order."""

    FEW = "few"  # ballots
    APART = "apart"


@dataclass(frozen=True)
class Counted:
    """`order` is empty where `why` is not; `groups` are those that no ballot joins.

    `ballots` are those with two entries or more, of `jurors` on the jury. `unseen` are entries on
    none of them: they have no place, and no low one either.
    """

    ballots: int
    jurors: int
    entries: dict[UUID, Entry]
    order: list[Strength[UUID]]
    unseen: list[Entry]
    why: Why | None = None
    groups: tuple[tuple[Entry, ...], ...] = ()


def count(contest: Contest) -> Counted | None:
    """Of the stage whose scoring is closed; None where it has no ballots, or is still open."""
    ranking = queries.ranking_of(contest)
    if ranking is None or not contest.scoring_is_closed:
        return None
    told = [one for one in queries.counted(ranking) if len(one) > 1]
    entries = {entry.id: entry for entry in entries_in(contest)}
    order, why, groups = _said(told)
    on_some = {entry for one in told for entry in one}
    return Counted(
        ballots=len(told),
        jurors=len(queries.seats_of(ranking)),
        entries=entries,
        order=order,
        unseen=[entry for key, entry in entries.items() if key not in on_some],
        why=why,
        groups=tuple(
            tuple(entry for key, entry in entries.items() if key in group) for group in groups
        ),
    )


def among(found: Counted, heard: Collection[UUID]) -> list[tuple[int, Entry]]:
    """(place among these, entry), for whoever may hear of no other."""
    told = [one for one in found.order if one.entry in heard]
    return [
        (1 + sum(other.place < one.place for other in told), found.entries[one.entry])
        for one in told
    ]


Said = tuple[list[Strength[UUID]], Why | None, Sequence[Collection[UUID]]]


def _said(ballots: Sequence[Sequence[UUID]]) -> Said:
    try:
        return strengths(ballots), None, ()
    except TooFew:
        return [], Why.FEW, ()
    except Apart as apart:
        return [], Why.APART, apart.groups
