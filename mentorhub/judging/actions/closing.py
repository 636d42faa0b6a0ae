"""The end of a round: reminders, cells left empty on purpose, closing, and what comes of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.jobs.actions import enqueue
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, void
from mentorhub.judging.domain.progress import Progress, progress
from mentorhub.judging.domain.ranking import Placing, order_of_merit
from mentorhub.judging.domain.scoring import Conditions, EntryScore, score_entries, with_others
from mentorhub.judging.models import Scorecard, Waiver, criterion
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

BETWEEN_REMINDERS = timedelta(hours=20)
Scores = EntryScore[UUID, UUID, UUID]


@dataclass(frozen=True)
class Standing:
    """One entry of a closed round. `place` is None without a score or below the conditions.

    `total` holds the `bonus` and what was `carried` from the stage before, which are no part of
    what jurors gave now: `low` and `high` are the lowest and highest card, `means` go by rubric
    line in its order, `readers` is how many cards count; `missing` and `waived` name the jurors
    (contests.Juror ids) of cells without marks.
    """

    entry: UUID
    place: int | None
    total: Decimal | None
    bonus: Decimal | None
    carried: Decimal | None
    low: Decimal | None
    high: Decimal | None
    readers: int
    means: Mapping[UUID, Decimal]
    missing: tuple[UUID, ...]
    waived: tuple[UUID, ...]
    tied_with: tuple[UUID, ...]


@dataclass(frozen=True)
class Standings:
    """`missing` are the cells (entry, juror) nobody has explained; juror None: nobody read it."""

    places: tuple[Standing, ...]
    missing: tuple[tuple[UUID, UUID | None], ...]


def progress_of(contest: Contest, *, without: Collection[UUID]) -> dict[UUID, Progress[UUID]]:
    """{juror: how far they are}; `without` are the entries the reader may not know of."""
    return progress(queries.tasks_in(contest, without=without), now=now())


def remind(contest: Contest, *, by: Person) -> int:
    """Write to every silent juror who was not reminded today; how many that were."""
    if not contest.is_scoring:
        raise Refused(_l("Scoring is not open."))
    since = now() - BETWEEN_REMINDERS
    reminded = {juror for juror, at in queries.reminded_in(contest).items() if at > since}
    known = progress_of(contest, without=queries.hidden_from(by, contest))
    lagging = {mine.juror for mine in known.values() if mine.is_silent}
    silent = [
        juror
        for juror in queries.panel_of(contest)
        if juror.is_sitting and juror.id in lagging - reminded
    ]
    if not silent:
        raise Refused(_l("Nobody is silent, or everybody who is was reminded today."))
    for juror in silent:
        record("judging.reminded", juror, by=by, **about(contest))
    return len(silent)


def waive(card: Scorecard, *, reason: str, by: Person) -> None:
    """Leave this cell empty on purpose. A submitted sheet cannot be: it is a score."""
    if card.contest.is_published:
        raise Refused(_l("The results are out."))
    if not card.is_of_this_stage:
        raise Refused(_l("This stage is over: what was decided from its sheets stands."))
    if card.is_locked:
        raise Refused(_l("Only a sheet that was not submitted can be left out."))
    db.session.add(
        Waiver(
            contest_id=card.contest_id,
            juror_id=card.juror_id,
            entry_id=card.entry_id,
            stage=card.stage,
            reason=reason,
            by_id=by.id,
        )
    )
    void(card, reason="waived", by=by)
    record("judging.waived", card, by=by, code=card.entry.code, **about(card.contest))


def left_in(contest: Contest, *, by: Person) -> int:
    """How many sheets in hand are not submitted, of entries this person may know of."""
    known = progress_of(contest, without=queries.hidden_from(by, contest))
    return sum(one.total - one.done for one in known.values())


def close_scoring(contest: Contest, *, by: Person, reason: str = "") -> None:
    """From here on no mark changes. Saves that hold their card finish first and count.

    With sheets missing it takes a reason, which organisers read beside the progress of the jury.
    The cards are held, not the contest: a save refers to its contest, and would wait for us
    while we wait for it.
    """
    queries.hold_cards(contest)
    db.session.refresh(contest)
    if contest.scoring_is_closed:
        return
    if not contest.is_scoring:
        raise Refused(_l("Scoring is not open."))
    left = left_in(contest, by=by)
    if left and not reason.strip():
        raise Refused(_l("Sheets are missing: write why scoring ends without them."))
    contest.scoring_closed_at = moment = now()
    key = f"checkpoint {contest.id} {moment.isoformat()}"
    enqueue("scores.checkpoint", {"contest": str(contest.id)}, key=key)
    why: dict[str, Any] = {"left": left, "reason": reason.strip()} if left else {}
    record("judging.closed", contest, by=by, **why, **about(contest))


def standings(
    contest: Contest,
    *,
    tie_break: Sequence[UUID] = (),
    decided: Mapping[UUID, int] | None = None,
    without: Collection[UUID] = (),
) -> Standings:
    """The order of merit of a closed stage, best first; Refused while scoring is open.

    Extra points count once: in the last stage.
    `tie_break` names rubric lines, `decided` is the jury's order among equals (entry → 1, 2 …);
    entries in `without` are as if they had never been sent.
    """
    entries = {one.id: one for one in queries.entries_in(contest) if one.id not in without}
    marked: list[Scores] = score_entries(
        entries,
        [cell for cell in queries.marks_for_results(contest) if cell.entry not in without],
        rubric=[criterion(line) for line in contest.rubric],
        conditions=Conditions(contest.pass_mark, contest.no_zero),
    )
    carried = queries.carried_into(contest)
    is_last = contest.following_stage is None
    scores = [
        with_others(
            score,
            bonus=entries[score.entry].bonus if is_last else None,
            carried=carried.get(score.entry),
        )
        for score in marked
    ]
    by_entry = {score.entry: score for score in scores}
    placings = order_of_merit(scores, tie_break=tie_break, decided=decided)
    places = tuple(_standing(placing, by_entry[placing.entry]) for placing in placings)
    return Standings(places, tuple(cell for place in places for cell in _missing(place)))


def _missing(place: Standing) -> list[tuple[UUID, UUID | None]]:
    if not (place.readers or place.waived or place.missing):
        return [(place.entry, None)]
    return [(place.entry, juror) for juror in place.missing]


def _standing(placing: Placing[UUID], score: Scores) -> Standing:
    totals = score.cards.values()
    return Standing(
        entry=placing.entry,
        place=placing.place,
        total=placing.total,
        bonus=score.bonus,
        carried=score.carried,
        low=min(totals, default=None),
        high=max(totals, default=None),
        readers=len(totals),
        means=score.criteria,
        missing=score.missing,
        waived=score.waived,
        tied_with=placing.tied_with,
    )
