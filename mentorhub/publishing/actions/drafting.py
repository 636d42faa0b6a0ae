"""The table that would be published now, and what still forbids it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from mentorhub.contests.models import Contest
from mentorhub.judging.actions import Standing, standings
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.publishing.domain import Line, Prize, awarded, open_ties


@dataclass(frozen=True)
class Draft:
    """What would be published now, and what still forbids it."""

    lines: Sequence[Line]
    awards: Mapping[UUID, UUID]
    missing: int
    ties: Sequence[tuple[Line, ...]]

    @property
    def is_complete(self) -> bool:
        return bool(self.lines) and not self.missing


def draft(
    contest: Contest,
    *,
    decided: Mapping[str, int] | None = None,
    without: Iterable[str] = (),
) -> Draft:
    """The table from the submitted cards. Only after scoring is closed (permission matrix X).

    `without` are entries that a correction leaves out (ids in hexadecimal).
    """
    if not contest.scoring_is_closed:
        raise Refused(_l("Close the scoring first: until then nobody sees a result."))
    if contest.following_stage is not None:
        raise Refused(_l("Another stage follows: say first which entries go on."))
    orders = {UUID(entry): place for entry, place in (decided or {}).items()}
    tie_break = [line.id for line in contest.tie_break]
    left_out = {UUID(entry) for entry in without}
    found = standings(contest, tie_break=tie_break, decided=orders, without=left_out)
    lines = [_line(standing) for standing in found.places if standing.total is not None]
    prizes = [Prize(award.id, award.count) for award in contest.awards]
    by_entry = {line.entry: line for line in lines}
    ties = [tuple(by_entry[entry] for entry in group) for group in open_ties(lines, prizes)]
    return Draft(lines, awarded(lines, prizes), len(found.missing), ties)


def _line(standing: Standing) -> Line:
    assert standing.total is not None
    return Line(
        entry=standing.entry,
        rank=standing.place,
        total=standing.total,
        bonus=standing.bonus,
        carried=standing.carried,
        low=standing.low if standing.low is not None else standing.total,
        high=standing.high if standing.high is not None else standing.total,
        readers=standing.readers,
        means=standing.means,
        tied_with=standing.tied_with,
    )
