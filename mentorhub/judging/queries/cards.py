"""Cards: one to read, one to mark, a contest's whole table."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Row, String, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, with_expression

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState, RubricLine
from mentorhub.entries.models import Entry, EntryState
from mentorhub.judging.domain.scoring import Cell
from mentorhub.judging.models import CardState, Mark, Scorecard, ScoreEvent, SheetReceipt
from mentorhub.judging.queries.conflicts import Pair, in_conflict, waived_in
from mentorhub.judging.queries.readers import is_waived
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team

Sheet = Sequence[Row[RubricLine, Mark, bool]]
"""Each line of a rubric with its mark on one card (None: not marked) and `is_scoring`."""

# written once: composing a statement costs more than asking it
CARDS = (
    select(Scorecard)
    .join(Scorecard.juror)
    .join(Scorecard.entry)
    .options(
        contains_eager(Scorecard.juror),
        contains_eager(Scorecard.entry),
        with_expression(Scorecard.in_conflict, in_conflict()),
    )
    .execution_options(populate_existing=True)
)
"""Cards with their juror and entry, knowing whether these two are in conflict."""

ONE = CARDS.where(Scorecard.id == bindparam("key")).options(lazyload(Scorecard.marks))
TO_READ = ONE.options(
    joinedload(Scorecard.contest, innerjoin=True),
    contains_eager(Scorecard.entry)
    .joinedload(Entry.team, innerjoin=True)
    .options(lazyload(Team.members), lazyload(Team.unit)),
)
TO_MARK = ONE.with_for_update(of=Scorecard)
RUBRIC = (
    select(
        RubricLine,
        Mark,
        and_(
            Contest.scoring_opened_at.is_not(None),
            Contest.scoring_closed_at.is_(None),
            Contest.judged_stage == bindparam("stage"),
        ).label("is_scoring"),
    )
    .join(Contest, Contest.id == RubricLine.contest_id)
    .outerjoin(Mark, and_(Mark.line_id == RubricLine.id, Mark.scorecard_id == bindparam("card")))
    .where(
        RubricLine.contest_id == bindparam("contest"),
        RubricLine.retired_at.is_(None),
        or_(RubricLine.stage.is_(None), RubricLine.stage == bindparam("stage")),
    )
    .order_by(RubricLine.position)
    .execution_options(populate_existing=True)
)
WITH_KEY = select(ScoreEvent).where(
    ScoreEvent.scorecard_id == bindparam("card"),
    ScoreEvent.content["key"].as_string() == bindparam("key", type_=String),
)
REOPENED = (
    select(ScoreEvent)
    .where(ScoreEvent.scorecard_id == bindparam("card"), ScoreEvent.kind == "reopened")
    .order_by(ScoreEvent.id.desc())
    .limit(1)
)


def card_to_read(key: UUID) -> Scorecard | None:
    return db.session.scalar(TO_READ, {"key": key})


def card_to_mark(key: UUID) -> Scorecard | None:
    """The card, held until the commit: the second of two saves at once sees the first."""
    return db.session.scalar(TO_MARK, {"key": key})


def card_to_oversee(key: UUID) -> Scorecard | None:
    """For an organiser: held until the commit, its marks left alone."""
    rows = (
        select(Scorecard)
        .where(Scorecard.id == key)
        .options(
            joinedload(Scorecard.contest, innerjoin=True),
            joinedload(Scorecard.juror, innerjoin=True),
            joinedload(Scorecard.entry, innerjoin=True),
            lazyload(Scorecard.marks),
        )
    )
    return db.session.scalar(rows.with_for_update(of=Scorecard))


def rubric_with_marks(card: Scorecard) -> Sheet:
    """Read after the card is held, so a closing of the scoring meanwhile is seen."""
    facts = {"card": card.id, "contest": card.contest_id, "stage": card.stage}
    return db.session.execute(RUBRIC, facts).all()


def event_with_key(card: Scorecard, key: str) -> ScoreEvent | None:
    return db.session.scalar(WITH_KEY, {"card": card.id, "key": key})


def reopening_of(card: Scorecard) -> ScoreEvent | None:
    """When a sheet is open again: the last time that happened, with its reason."""
    return db.session.scalar(REOPENED, {"card": card.id})


def sheet_receipt_of(card: Scorecard) -> SheetReceipt | None:
    """The last that was given: an earlier one speaks of the sheet before it was opened again."""
    rows = select(SheetReceipt).where(SheetReceipt.scorecard_id == card.id)
    return db.session.scalar(rows.order_by(SheetReceipt.id.desc()).limit(1))


def receipt_with(code: str) -> tuple[SheetReceipt, Scorecard] | None:
    rows = select(SheetReceipt, Scorecard).join(
        Scorecard, Scorecard.id == SheetReceipt.scorecard_id
    )
    row = db.session.execute(rows.where(SheetReceipt.code == code)).first()
    return None if row is None else (row[0], row[1])


def cards_in(contest: Contest, *, without: Collection[UUID] = ()) -> Sequence[Scorecard]:
    """Of this stage, for progress and sharing out: never any mark; what is hidden stays away."""
    rows = (
        select(Scorecard)
        .join(Scorecard.entry)
        .where(
            Scorecard.contest_id == contest.id,
            Scorecard.stage == contest.judged_stage,
            Entry.state == EntryState.SUBMITTED,
            Entry.id.not_in(without),
        )
        .options(
            contains_eager(Scorecard.entry),
            joinedload(Scorecard.juror).joinedload(Juror.person),
            lazyload(Scorecard.marks),
        )
        .order_by(Entry.number, Scorecard.id)
    )
    return db.session.scalars(rows).all()


def card_of(juror: Juror, entry: Entry) -> Scorecard | None:
    """In the stage the jury marks in, held until the commit."""
    return db.session.scalar(
        select(Scorecard)
        .where(
            Scorecard.juror_id == juror.id,
            Scorecard.entry_id == entry.id,
            Scorecard.stage == juror.contest.judged_stage,
        )
        .options(lazyload(Scorecard.marks))
        .with_for_update()
    )


def hold_cards(contest: Contest) -> None:
    """Wait for every save under way in the contest, and let none begin before the commit."""
    rows = select(Scorecard.id).where(Scorecard.contest_id == contest.id)
    db.session.execute(rows.order_by(Scorecard.id).with_for_update())


def readers_of(entry: Entry) -> Sequence[Person]:
    """The jurors who hold a sheet of it that is not void."""
    return db.session.scalars(
        select(Person)
        .join(Juror, Juror.person_id == Person.id)
        .join(Scorecard, Scorecard.juror_id == Juror.id)
        .where(
            Scorecard.entry_id == entry.id,
            Scorecard.stage == entry.contest.judged_stage,
            Scorecard.state != CardState.VOID,
            Juror.state == JurorState.ACCEPTED,
        )
        .order_by(Person.id)
    ).all()


def sent_sheets(contest: Contest) -> Sequence[Scorecard]:
    """Every sheet of this stage that was sent in, read afresh: hold the cards first."""
    rows = select(Scorecard).where(
        Scorecard.contest_id == contest.id,
        Scorecard.stage == contest.judged_stage,
        Scorecard.state == CardState.SUBMITTED,
    )
    rows = rows.order_by(Scorecard.id).options(lazyload(Scorecard.marks))
    return db.session.scalars(rows.execution_options(populate_existing=True)).all()


def marks_for_results(contest: Contest) -> list[Cell[UUID, UUID, UUID]]:
    """Every cell of a closed stage: marked and submitted, waived, or still missing.

    What a conflict, a withdrawal or a departed juror made void is no cell at all: how many of the
    promised readers that leaves is asked by `readers.lacking_in`.
    """
    if not contest.scoring_is_closed:
        raise Refused(_l("Scores can be read only when scoring is closed."))
    waived = waived_in(contest)
    rows = CARDS.where(
        Scorecard.contest_id == contest.id,
        Scorecard.stage == contest.judged_stage,
        Entry.state == EntryState.SUBMITTED,
        or_(Scorecard.state != CardState.VOID, is_waived()),
    )
    cards = db.session.scalars(rows.order_by(Entry.number, Juror.id)).unique()
    return [_cell(card, waived) for card in cards if not card.in_conflict]


def _cell(card: Scorecard, waived: Collection[Pair]) -> Cell[UUID, UUID, UUID]:
    if not card.is_submitted:
        is_waived = (card.juror_id, card.entry_id) in waived
        return Cell(card.entry_id, card.juror_id, waived=is_waived)
    points = {mark.line_id: mark.points for mark in card.marks if mark.points is not None}
    return Cell(card.entry_id, card.juror_id, points)
