"""Each change of a proposal with what speaks for it, as plain figures."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from mentorhub.contests.models import Juror
from mentorhub.entries.models import Entry
from mentorhub.judging import queries
from mentorhub.judging.actions.handing import Proposal


@dataclass(frozen=True)
class Reading:
    """A pair that is given (`is_new`) or taken back.

    `topic`, `tags`, `interest`, `experience` from 0 to 1 and the suitability they make; `load` of
    the juror afterwards, `most` where there is a limit; `is_cleared`: a tie was suspected, somebody
    looked into it and found none.
    """

    juror: Juror
    is_new: bool
    topic: float
    tags: float
    interest: float
    experience: float
    suitability: float
    load: int
    most: int | None
    is_cleared: bool
    is_pinned: bool


def readings(
    proposal: Proposal, *, without: Collection[UUID]
) -> Sequence[tuple[Entry, Sequence[Reading]]]:
    """The changes entry by entry, new ones first, those of the most suitable juror before."""
    assert proposal.plan is not None
    found = _Explained(proposal)
    changes = [(pair, True) for pair in proposal.pairs] + [(p, False) for p in proposal.removed]
    of_entry: dict[UUID, list[Reading]] = {}
    for (juror, entry), is_new in sorted(changes):
        of_entry.setdefault(entry, []).append(found.reading(juror, entry, is_new))
    return [
        (one, sorted(of_entry[one.id], key=lambda r: (not r.is_new, -r.suitability)))
        for one in proposal.entries
        if one.id in of_entry and one.id not in without
    ]


class _Explained:
    def __init__(self, proposal: Proposal) -> None:
        assert proposal.plan is not None
        gathered = proposal.gathered
        self.parts, self.total = gathered.suitability, gathered.suitability.total
        self.row = {entry.id: at for at, entry in enumerate(gathered.entries)}
        self.column = {juror.id: at for at, juror in enumerate(gathered.seats)}
        self.juror = {juror.id: juror for juror in queries.panel_of(gathered.contest)}
        self.load = Counter(juror for juror, _entry in proposal.plan.pairs)
        self.most = {seat.juror: seat.most for seat in gathered.task.seats}
        cleared = queries.clearances_in(gathered.contest)
        self.cleared = {(one.juror_id, one.entry_id) for one in cleared if one.ended_at is None}
        self.pinned = gathered.pinned

    def reading(self, juror: UUID, entry: UUID, is_new: bool) -> Reading:
        at, parts = (self.row[entry], self.column.get(juror, -1)), self.parts
        return Reading(
            juror=self.juror[juror],
            is_new=is_new,
            topic=float(parts.topic[at]),
            tags=float(parts.tags[at]),
            interest=float(parts.interest[at]),
            experience=float(parts.experience[at]),
            suitability=float(self.total[at]),
            load=self.load[juror],
            most=self.most.get(juror),
            is_cleared=(juror, entry) in self.cleared,
            is_pinned=(juror, entry) in self.pinned,
        )
