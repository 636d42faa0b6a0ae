"""A juror's own cards as plain rows: lists are long and need no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, bindparam, func, or_, select

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState, RubricLine
from mentorhub.entries.models import Entry, EntryState, code_of
from mentorhub.judging.models import CardState, Judged, Mark, Scorecard
from mentorhub.judging.queries.conflicts import in_conflict
from mentorhub.platform.db import db


@dataclass(frozen=True, slots=True)
class Held(Judged):
    """One card of a juror's hand: points in `marked` of its `criteria`, which make `total`."""

    id: UUID
    contest_id: UUID
    state: CardState
    in_conflict: bool
    number: int | None
    title: str
    language: str
    sector: str
    criteria: int
    marked: int
    total: Decimal | None

    @property
    def is_whole(self) -> bool:
        """Marked in every criterion."""
        return self.marked == self.criteria > 0

    @property
    def code(self) -> str:
        return code_of(self.number)


IN_FORCE = RubricLine.retired_at.is_(None)
OF_ITS_STAGE = or_(RubricLine.stage.is_(None), RubricLine.stage == Scorecard.stage)


def _of_its_marks(figure: Any) -> ScalarSelect[Any]:
    """Of those that count: a mark by a criterion that was replaced stays, and is no part of it."""
    rows = select(figure).join(Mark.line).where(Mark.scorecard_id == Scorecard.id, IN_FORCE)
    return rows.scalar_subquery()


# written once: composing a statement costs more than asking it
HAND = (
    select(
        Scorecard.id,
        Scorecard.contest_id,
        Scorecard.state,
        in_conflict(),
        Entry.number,
        Entry.title,
        Entry.language,
        Entry.sector,
        select(func.count())
        .where(RubricLine.contest_id == Scorecard.contest_id, IN_FORCE, OF_ITS_STAGE)
        .scalar_subquery(),
        _of_its_marks(func.count(Mark.points)),
        _of_its_marks(func.sum(Mark.points)),
    )
    .join(Scorecard.juror)
    .join(Scorecard.entry)
    .join(Scorecard.contest)
    .where(
        Juror.person_id == bindparam("person"),
        Juror.state == JurorState.ACCEPTED,
        Contest.published_at.is_(None),
        Scorecard.stage == Contest.judged_stage,
        or_(Entry.state == EntryState.SUBMITTED, Scorecard.submitted_at.is_not(None)),
    )
    .order_by(Contest.scoring_closes_at, Contest.id, Scorecard.position, Scorecard.id)
)
BESIDE = HAND.where(Scorecard.contest_id == bindparam("contest"))


def hand_of(person: Person) -> Sequence[Held]:
    """What a person has to judge, contest by contest, in the order drawn for them."""
    return [Held(*row) for row in db.session.execute(HAND, {"person": person.id})]


def hand_beside(card: Scorecard, person: Person) -> Sequence[Held]:
    """The same within the contest of one card, this one among them."""
    facts = {"person": person.id, "contest": card.contest_id}
    return [Held(*row) for row in db.session.execute(BESIDE, facts)]
