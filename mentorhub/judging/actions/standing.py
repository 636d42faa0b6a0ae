"""What the sheets of a closed stage come to, by the rules of the contest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from mentorhub.contests.domain.counting import Deciding
from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.domain.calibration import Calibration, calibrated, sheets_of
from mentorhub.judging.domain.ranking import Placing, order_of_merit
from mentorhub.judging.domain.scoring import Conditions, EntryScore
from mentorhub.judging.domain.whatif import Count, Others
from mentorhub.judging.models import criterion
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, _l

MOST_NAMED = 8
"""Entries a refusal names; the page it speaks of lists them all."""

Counted = Count[UUID, UUID, UUID]
Scores = EntryScore[UUID, UUID, UUID]


@dataclass(frozen=True)
class Standing:
    """One entry of a closed round. `place` is None without a score or below the conditions.

    `total` holds the `bonus` and what was `carried` from the stage before, less a `penalty`: no
    part of what jurors gave now. `adjusted` is what sheets come to where they were evened out: the
    total is made of it, and `given` is the total as jurors gave it. `low` and `high` are the lowest
    and highest card, `means` go by rubric line in its order, `readers` is how many cards count;
    `missing` and `waived` name the jurors (contests.Juror ids) of cells without marks.
    """

    entry: UUID
    place: int | None
    total: Decimal | None
    bonus: Decimal | None
    carried: Decimal | None
    penalty: Decimal | None
    adjusted: Decimal | None
    given: Decimal | None
    low: Decimal | None
    high: Decimal | None
    readers: int
    means: Mapping[UUID, Decimal]
    missing: tuple[UUID, ...]
    waived: tuple[UUID, ...]
    tied_with: tuple[UUID, ...]


@dataclass(frozen=True)
class Standings:
    """`missing` are the cells (entry, juror) nobody has explained; `lacking` the entries that fewer
    have read than the rules promise, about which nobody wrote why.

    `calibration` is there where the rules ask for adjusted points: it says whether they decided.
    """

    places: tuple[Standing, ...]
    missing: tuple[tuple[UUID, UUID], ...]
    lacking: tuple[queries.Lack, ...]
    calibration: Calibration[UUID, UUID] | None = None

    @property
    def is_complete(self) -> bool:
        return not (self.missing or self.lacking)


def must_be_complete(missing: int, lacking: Sequence[queries.Lack]) -> None:
    """Refused while a cell is empty, or a reader lacks, and nobody has written why."""
    if missing:
        raise Refused(_l("Some scoresheets are still missing: leave them out, each with a reason."))
    if lacking:
        codes = [lack.entry.code for lack in lacking]
        raise Refused(
            _(
                "Fewer jurors have read %(codes)s than the rules promise: write why, on the page"
                " of entries with few readers.",
                codes=", ".join(codes[:MOST_NAMED]) + (" …" if codes[MOST_NAMED:] else ""),
            )
        )


def counted(contest: Contest, *, without: Collection[UUID] = ()) -> Counted:
    """All that decides a closed stage, as plain values; Refused while scoring is open.

    Extra points and penalties count once: in the last stage. Entries in `without` are as if they
    had never been sent.
    """
    entries = [one for one in queries.entries_in(contest) if one.id not in without]
    carried = queries.carried_into(contest)
    is_last = contest.following_stage is None
    return Count(
        entries=[entry.id for entry in entries],
        cells=[cell for cell in queries.marks_for_results(contest) if cell.entry not in without],
        rubric=[criterion(line) for line in contest.rubric_now],
        conditions=Conditions(contest.pass_mark, contest.no_zero),
        average=contest.average,
        deciding=contest.deciding,
        tie_break=[line.id for line in contest.tie_break],
        others={
            entry.id: Others(
                bonus=entry.bonus if is_last else None,
                carried=carried.get(entry.id),
                penalty=entry.penalty if is_last else None,
            )
            for entry in entries
        },
    )


def standings(
    contest: Contest,
    *,
    tie_break: Sequence[UUID] = (),
    decided: Mapping[UUID, int] | None = None,
    without: Collection[UUID] = (),
) -> Standings:
    """The order of merit of a closed stage, best first; Refused while scoring is open.

    `tie_break` names rubric lines, `decided` is the jury's order among equals (entry → 1, 2 …);
    entries in `without` are as if they had never been sent. Points are adjusted where the rules say
    so and the sheets allow it (`Standings.calibration`).
    """
    count = counted(contest, without=without)
    marked = count.scored()
    calibration, adjusted, given = None, dict[UUID, Decimal](), dict[UUID, Decimal | None]()
    if contest.deciding is Deciding.ADJUSTED:
        calibration = calibrated(sheets_of(marked))
        if calibration.may_decide and calibration.fit is not None:
            adjusted = calibration.fit.adjusted
            given = {one.entry: one.total for one in count.completed(marked)}
            marked = count.evened(marked, adjusted)
    scores = count.completed(marked)
    by_entry = {score.entry: score for score in scores}
    placings = order_of_merit(scores, tie_break=tie_break, decided=decided)
    places = tuple(_standing(one, by_entry[one.entry], adjusted, given) for one in placings)
    return Standings(
        places,
        tuple((place.entry, juror) for place in places for juror in place.missing),
        tuple(one for one in queries.lacking_in(contest) if one.entry.id not in without),
        calibration,
    )


def _standing(
    placing: Placing[UUID],
    score: Scores,
    adjusted: Mapping[UUID, Decimal],
    given: Mapping[UUID, Decimal | None],
) -> Standing:
    totals = score.cards.values()
    return Standing(
        entry=placing.entry,
        place=placing.place,
        total=placing.total,
        bonus=score.bonus,
        carried=score.carried,
        penalty=score.penalty,
        adjusted=adjusted.get(placing.entry),
        given=given.get(placing.entry),
        low=min(totals, default=None),
        high=max(totals, default=None),
        readers=len(totals),
        means=score.criteria,
        missing=score.missing,
        waived=score.waived,
        tied_with=placing.tied_with,
    )
