"""Paper sheets: one to read, those of a contest, those of a juror; never a mark of a card."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.domain import as_printed
from mentorhub.entries.models import Entry, EntryState
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent
from mentorhub.platform.db import db
from mentorhub.transcripts.models import PaperSheet, SheetState

WITH_CARD = (
    select(PaperSheet)
    .join(PaperSheet.card)
    .join(Scorecard.entry)
    .options(
        contains_eager(PaperSheet.card).contains_eager(Scorecard.entry),
        contains_eager(PaperSheet.card).lazyload(Scorecard.marks),
        joinedload(PaperSheet.contest, innerjoin=True),
    )
)


@dataclass(frozen=True)
class Hands:
    """Who typed what a submitted sheet holds; a person may be nobody any more."""

    typed_by: Person | None
    confirmed_by: Person | None


def sheet_to_read(key: UUID) -> PaperSheet | None:
    return db.session.scalar(WITH_CARD.where(PaperSheet.id == key))


def sheet_coded(contest: Contest, typed: str) -> PaperSheet | None:
    """Of this contest alone, however the code was typed; a paper printed anew leads nowhere."""
    rows = WITH_CARD.where(
        PaperSheet.contest_id == contest.id,
        PaperSheet.code == as_printed(typed),
        PaperSheet.state != SheetState.REPLACED,
    )
    return db.session.scalar(rows)


def sheets_in(contest: Contest) -> Sequence[PaperSheet]:
    """Of this stage, in the order of the entries; none that was printed anew or is void."""
    rows = WITH_CARD.where(
        PaperSheet.contest_id == contest.id,
        Scorecard.stage == contest.judged_stage,
        Scorecard.state != CardState.VOID,
        PaperSheet.state != SheetState.REPLACED,
        Entry.state == EntryState.SUBMITTED,
    )
    return db.session.scalars(rows.order_by(Entry.number, PaperSheet.id)).all()


def sheets_of_juror(juror: Juror) -> Sequence[PaperSheet]:
    """What can be printed for a juror: on paper, and not confirmed yet."""
    waiting = (SheetState.PRINTED, SheetState.TYPING, SheetState.TYPED)
    of_juror = (one for one in sheets_in(juror.contest) if one.card.juror_id == juror.id)
    return [one for one in of_juror if one.state in waiting]


def cards_to_print(juror: Juror) -> Sequence[Scorecard]:
    """A juror's open cards of this stage, held until the commit, by entry."""
    rows = (
        select(Scorecard)
        .join(Scorecard.entry)
        .where(
            Scorecard.juror_id == juror.id,
            Scorecard.stage == juror.contest.judged_stage,
            Scorecard.state.in_((CardState.ASSIGNED, CardState.STARTED)),
            Entry.state == EntryState.SUBMITTED,
        )
        .options(contains_eager(Scorecard.entry), lazyload(Scorecard.marks))
        .order_by(Scorecard.id)
        .with_for_update(of=Scorecard)
    )
    return db.session.scalars(rows).all()


def newest_of(cards: Collection[UUID]) -> dict[UUID, PaperSheet]:
    """{card: its last paper}."""
    rows = select(PaperSheet).where(PaperSheet.scorecard_id.in_(cards)).order_by(PaperSheet.id)
    return {one.scorecard_id: one for one in db.session.scalars(rows)}


def begun_on_screen(card: Scorecard) -> bool:
    """Did its juror write on it themselves since it was last typed from paper?"""
    last = _last_act(card, "saved")
    return last is not None and "typed_by" not in last.content


def hands_of(card: Scorecard) -> Hands | None:
    """Who typed what the card holds; None: its juror, on the screen."""
    last = _last_act(card, "submitted") if card.is_submitted else None
    if last is None or "typed_by" not in last.content:
        return None
    typed, confirmed = (
        db.session.get(Person, UUID(last.content[who])) for who in ("typed_by", "confirmed_by")
    )
    return Hands(typed, confirmed)


def _last_act(card: Scorecard, kind: str) -> ScoreEvent | None:
    rows = select(ScoreEvent).where(ScoreEvent.scorecard_id == card.id, ScoreEvent.kind == kind)
    return db.session.scalar(rows.order_by(ScoreEvent.position.desc()).limit(1))


def in_hand_of(contest: Contest, person_id: UUID) -> Sequence[PaperSheet]:
    """What this secretary has typed, or is typing, and nobody has confirmed."""
    rows = select(PaperSheet).where(
        PaperSheet.contest_id == contest.id,
        PaperSheet.typed_by_id == person_id,
        PaperSheet.state.in_((SheetState.TYPING, SheetState.TYPED)),
    )
    return db.session.scalars(rows.order_by(PaperSheet.scorecard_id)).all()


def counts_in(contest: Contest, *, without: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """{juror: {state: papers}} of this stage; `without` are the entries nobody may tell of."""
    rows = (
        select(Scorecard.juror_id, PaperSheet.state, func.count())
        .join(Scorecard, Scorecard.id == PaperSheet.scorecard_id)
        .join(Entry, Entry.id == Scorecard.entry_id)
        .where(
            PaperSheet.contest_id == contest.id,
            PaperSheet.state != SheetState.REPLACED,
            Scorecard.stage == contest.judged_stage,
            Scorecard.state != CardState.VOID,
            Entry.state == EntryState.SUBMITTED,
            Entry.id.not_in(without),
        )
        .group_by(Scorecard.juror_id, PaperSheet.state)
    )
    found: dict[UUID, dict[str, int]] = {}
    for juror, state, count in db.session.execute(rows):
        found.setdefault(juror, {})[state.value] = count
    return found


def codes_of_seats(contest: Contest) -> dict[UUID, str]:
    """{seat: what stands for its juror on paper}: a number in the order of the seats, no name."""
    seats = select(Juror.id).where(Juror.contest_id == contest.id).order_by(Juror.id)
    return {seat: f"{number:02}" for number, seat in enumerate(db.session.scalars(seats), 1)}
