"""The table that would be published now, and what still forbids it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mentorhub.contests.domain.counting import Deciding
from mentorhub.contests.models import Contest
from mentorhub.judging.actions import Standing, Standings, standings, unconfirmed, undecided
from mentorhub.judging.domain.calibration import Why
from mentorhub.judging.queries import Lack
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.publishing.domain import Decisions, Line, Prize, awarded, open_ties
from mentorhub.publishing.models import Publication


@dataclass(frozen=True)
class Draft:
    """What would be published now, and what still forbids it.

    `lacking` are entries fewer have read than the rules promise, about which nobody wrote why.
    `far` are sheets far from the others of their entry about which nobody asked their juror;
    `since` those of earlier stages whose jurors declared a conflict since then, undecided. A
    correction asks about none: that was settled before the first table. `basis` is how sheets
    became points.
    """

    lines: Sequence[Line]
    awards: Mapping[UUID, UUID]
    missing: int
    lacking: Sequence[Lack]
    ties: Sequence[tuple[Line, ...]]
    far: int
    since: int
    basis: Mapping[str, Any]

    @property
    def is_complete(self) -> bool:
        return bool(self.lines) and not (self.missing or self.lacking or self.far or self.since)


NONE_TAKEN = Decisions()


def draft(contest: Contest, decisions: Decisions = NONE_TAKEN) -> Draft:
    """The table from the submitted cards. Only after scoring is closed (permission matrix X)."""
    if not contest.scoring_is_closed:
        raise Refused(_l("Close the scoring first: until then nobody sees a result."))
    if contest.following_stage is not None:
        raise Refused(_l("Another stage follows: say first which entries go on."))
    orders = {UUID(entry): place for entry, place in decisions.decided.items()}
    tie_break = [line.id for line in contest.tie_break]
    left_out = {UUID(entry) for entry in decisions.left_out}
    found = standings(contest, tie_break=tie_break, decided=orders, without=left_out)
    lines = [_line(standing) for standing in found.places if standing.total is not None]
    given = (award for award in contest.awards if award.id not in decisions.withheld)
    prizes = [Prize(award.id, award.count) for award in given]
    by_entry = {line.entry: line for line in lines}
    ties = [tuple(by_entry[entry] for entry in group) for group in open_ties(lines, prizes)]
    return Draft(
        lines,
        awarded(lines, prizes),
        len(found.missing),
        found.lacking,
        ties,
        0 if contest.is_published else len(unconfirmed(contest)),
        0 if contest.is_published else undecided(contest),
        basis_of(contest, found),
    )


def draft_of(publication: Publication) -> Draft:
    """What the sheets of today give by the decisions of this table."""
    return draft(publication.contest, publication.decisions)


def basis_of(contest: Contest, found: Standings) -> dict[str, Any]:
    """How sheets became points: plain strings, to be kept with the table."""
    basis = {"average": contest.average.value, "deciding": Deciding.GIVEN.value}
    calibration = found.calibration
    if calibration is None:
        return basis
    if calibration.why is not None or calibration.fit is None:
        return {**basis, "why": (calibration.why or Why.TOO_LITTLE).value}
    variances = calibration.fit.variances._asdict()
    told = {name: repr(one) for name, one in variances.items()}
    return {**basis, "deciding": Deciding.ADJUSTED.value, "variances": told}


def _line(standing: Standing) -> Line:
    assert standing.total is not None
    return Line(
        entry=standing.entry,
        rank=standing.place,
        total=standing.total,
        bonus=standing.bonus,
        carried=standing.carried,
        penalty=standing.penalty,
        adjusted=standing.adjusted,
        given=standing.given,
        low=standing.low if standing.low is not None else standing.total,
        high=standing.high if standing.high is not None else standing.total,
        readers=standing.readers,
        means=standing.means,
        tied_with=standing.tied_with,
    )
