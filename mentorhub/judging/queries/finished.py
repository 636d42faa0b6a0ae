"""A juror's sheets that were handed in, with their leaves, and what was said against results."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent, SheetReceipt
from mentorhub.platform.db import db


@dataclass(frozen=True)
class Dispute:
    """What a juror said about their own sheet, and what organisers answered, if they have."""

    said: ScoreEvent
    answer: ScoreEvent | None


def earlier_seats_of(person: Person) -> Sequence[Juror]:
    """Juries the person sat in whose results are out, the last first."""
    rows = select(Juror).join(Juror.contest).options(contains_eager(Juror.contest))
    rows = rows.where(
        Juror.person_id == person.id,
        Juror.state == JurorState.ACCEPTED,
        Contest.published_at.is_not(None),
    )
    return db.session.scalars(rows.order_by(Contest.published_at.desc(), Juror.id)).all()


def handed_in_by(juror: Juror) -> Sequence[tuple[Scorecard, ScoreEvent | None]]:
    """Their sheets of every stage with the leaf of each, in the order of the stages; no marks."""
    leaf = aliased(ScoreEvent)
    rows = (
        select(Scorecard, leaf)
        .join(Scorecard.entry)
        .outerjoin(leaf, (leaf.scorecard_id == Scorecard.id) & (leaf.kind == "submitted"))
        .where(Scorecard.juror_id == juror.id, Scorecard.state == CardState.SUBMITTED)
        .options(contains_eager(Scorecard.entry))
        .order_by(Scorecard.stage, Scorecard.position, Scorecard.id, leaf.position)
    )
    last = {card.id: (card, event) for card, event in db.session.execute(rows).unique()}
    return list(last.values())


def leaf_behind(receipt: SheetReceipt) -> ScoreEvent | None:
    """What this very receipt was given for; None for a sheet from before there was a log."""
    rows = select(ScoreEvent).where(
        ScoreEvent.scorecard_id == receipt.scorecard_id,
        ScoreEvent.kind == "submitted",
        ScoreEvent.version == receipt.version,
    )
    return db.session.scalar(rows.limit(1))


def disputes_of(card: Scorecard) -> list[Dispute]:
    """The first one first; each is answered before another can be said."""
    rows = select(ScoreEvent).where(ScoreEvent.scorecard_id == card.id)
    return list(_paired(db.session.scalars(_spoken(rows))).get(card.id, ()))


def disputes_in(
    contest: Contest, *, without: Collection[UUID] = ()
) -> list[tuple[Scorecard, Dispute]]:
    """Of every sheet of the contest but those for the entries `without`; open ones first."""
    rows = select(ScoreEvent).where(ScoreEvent.contest_id == contest.id)
    paired = _paired(db.session.scalars(_spoken(rows)))
    cards = select(Scorecard).where(Scorecard.id.in_(paired), Scorecard.entry_id.not_in(without))
    cards = cards.options(joinedload(Scorecard.entry)).order_by(Scorecard.id)
    found = [(card, one) for card in db.session.scalars(cards).unique() for one in paired[card.id]]
    return sorted(found, key=lambda one: one[1].answer is not None)


def _spoken(rows: Select[ScoreEvent]) -> Select[ScoreEvent]:
    spoken = ScoreEvent.kind.in_(("disputed", "dispute_answered"))
    return rows.where(spoken).order_by(ScoreEvent.position)


def _paired(events: Iterable[ScoreEvent]) -> dict[UUID, list[Dispute]]:
    found: dict[UUID, list[Dispute]] = {}
    for event in events:
        mine = found.setdefault(event.scorecard_id, [])
        if event.kind == "disputed":
            mine.append(Dispute(event, None))
        else:
            mine[-1] = Dispute(mine[-1].said, event)
    return found
