"""A look at a closed stage before its table is fixed: how sure it is, and whom to ask."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, note
from mentorhub.judging.actions.standing import Counted, Scores, Standing, counted, standings
from mentorhub.judging.domain.calibration import Calibration, calibrated, sheets_of
from mentorhub.judging.domain.outlook import Outlook, outlooks, shortlist
from mentorhub.judging.domain.scoring import NOTHING
from mentorhub.judging.domain.severity import Severity, severities
from mentorhub.judging.domain.spread import FarSheet, far_sheets
from mentorhub.judging.domain.whatif import Others, WhatIf, what_if
from mentorhub.judging.models import Scorecard, SheetConfirmation
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

Far = FarSheet[UUID, UUID]


@dataclass(frozen=True)
class Watch:
    """`given` and `adjusted` are points without what is counted beside; `best` is how many win a
    prize, or go on; `confirmed` are the far sheets by which their jurors stand."""

    places: Sequence[Standing]
    scores: Mapping[UUID, Scores]
    adjusted: Mapping[UUID, Decimal]
    calibration: Calibration[UUID, UUID]
    severities: Sequence[Severity[UUID]]
    outlooks: Mapping[UUID, Outlook[UUID]]
    best: int
    shortlist: Collection[UUID]
    far: Sequence[Far]
    confirmed: Mapping[tuple[UUID, UUID], SheetConfirmation]
    what_if: WhatIf[UUID]

    @property
    def given(self) -> Mapping[UUID, Decimal]:
        known = ((entry, score.total) for entry, score in self.scores.items())
        return {entry: total for entry, total in known if total is not None}

    @property
    def reach(self) -> float:
        """How far from nothing any juror's strictness may lie, for the axis; at least a point."""
        return max((max(-one.low, one.high, 1.0) for one in self.severities), default=1.0)


def watch(contest: Contest) -> Watch:
    """Refused while scoring is open: until then nothing is derived from a mark."""
    count = counted(contest)
    scores = count.scored()
    calibration = calibrated(sheets_of(scores))
    tie_break = [line.id for line in contest.tie_break]
    places = standings(contest, tie_break=tie_break).places
    best = _prizes(contest)
    known = _outlooks(contest, count, calibration, places, best)
    placed = {one.entry: one.place for one in places if one.place is not None}
    fit = calibration.fit
    return Watch(
        places=places,
        scores={score.entry: score for score in scores},
        adjusted=fit.adjusted if fit is not None else {},
        calibration=calibration,
        severities=severities(fit) if fit is not None and len(calibration.groups) == 1 else (),
        outlooks=known,
        best=best,
        shortlist=shortlist(placed, known, best),
        far=far_sheets(scores),
        confirmed=queries.confirmed_in(contest),
        what_if=what_if(count),
    )


def outlooks_of(contest: Contest, places: Sequence[Standing]) -> Mapping[UUID, Outlook[UUID]]:
    """Those the page shows, the same ones each time they are asked for; empty with too little."""
    count = counted(contest)
    calibration = calibrated(sheets_of(count.scored()))
    return _outlooks(contest, count, calibration, places, _prizes(contest))


def _prizes(contest: Contest) -> int:
    stage = contest.current_stage
    if contest.following_stage is not None and stage is not None:
        return stage.round.cut or 0
    return sum(award.count for award in contest.awards)


def _outlooks(
    contest: Contest,
    count: Counted,
    calibration: Calibration[UUID, UUID],
    places: Sequence[Standing],
    best: int,
) -> Mapping[UUID, Outlook[UUID]]:
    if calibration.fit is None:
        return {}
    placed = [one.entry for one in places if one.place is not None]
    beside = {entry: _sum(others) for entry, others in (count.others or {}).items()}
    seed = contest.id.int % 2**32
    return outlooks(calibration.fit, placed, prizes=best, seed=seed, beside=beside)


def _sum(others: Others) -> Decimal:
    added = (others.bonus or NOTHING) + (others.carried or NOTHING)
    return added - (others.penalty or NOTHING)


def unconfirmed(contest: Contest) -> list[Far]:
    """Sheets far from the others of their entry about which nobody asked their juror yet."""
    confirmed = queries.confirmed_in(contest)
    found = far_sheets(counted(contest).scored())
    return [one for one in found if not _stands(one, confirmed)]


def _stands(far: Far, confirmed: Mapping[tuple[UUID, UUID], SheetConfirmation]) -> bool:
    known = confirmed.get((far.juror, far.entry))
    return known is not None and known.total == far.total


def confirm(card: Scorecard, *, reason: str, by: Person) -> None:
    """Write down that the juror, asked, stands by a sheet far from the others.

    A second click finds it done; of a sheet that has changed since, the new answer stands. `card`
    must be held.
    """
    contest = lock(card.contest)
    if contest.is_published:
        raise Refused(_l("The results are out."))
    known = queries.confirmation_of(card)
    pair = (card.juror_id, card.entry_id)
    far = next((one for one in unconfirmed(contest) if (one.juror, one.entry) == pair), None)
    if far is None or not card.is_of_this_stage:
        if known is not None:
            return
        raise Refused(_l("This sheet does not lie far from the others."))
    known = known or SheetConfirmation(contest_id=contest.id, scorecard_id=card.id)
    known.total, known.reason, known.at = far.total, reason.strip(), now()
    known.language, known.by_id = by.language, by.id
    db.session.add(known)
    note(card, "confirmed", by=by, reason=reason.strip())
    record("judging.confirmed", card, by=by, code=card.entry.code, **about(contest))
