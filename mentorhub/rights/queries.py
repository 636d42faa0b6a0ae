from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person
from mentorhub.organisations.queries import within
from mentorhub.platform.db import db
from mentorhub.rights.models import DataRequest, Kind, RequestState
from mentorhub.units.models import Unit

OPEN = DataRequest.state == RequestState.OPEN
DUE = case((DataRequest.answered_at.is_(None), DataRequest.answer_due), else_=DataRequest.done_due)


def requests_of(person: Person) -> Select[DataRequest]:
    mine = select(DataRequest).where(DataRequest.person_id == person.id)
    return mine.order_by(DataRequest.asked_at.desc(), DataRequest.id.desc())


def open_erasure(person: Person) -> DataRequest | None:
    asked = requests_of(person).where(OPEN, DataRequest.kind == Kind.ERASE)
    return db.session.scalar(asked.limit(1))


def exports_since(person: Person, moment: datetime) -> int:
    asked = select(func.count()).select_from(DataRequest)
    mine = asked.where(DataRequest.person_id == person.id, DataRequest.kind == Kind.ACCESS)
    return db.session.scalar(mine.where(DataRequest.asked_at > moment)) or 0


def requests_within(units: Sequence[Unit]) -> Select[DataRequest]:
    """Those of these units and below: open ones first, what is due first on top."""
    return (
        select(DataRequest)
        .join(DataRequest.unit)
        .options(joinedload(DataRequest.unit), joinedload(DataRequest.person))
        .where(within(units))
        .order_by(OPEN.desc(), DUE, DataRequest.id)
    )


def soon_due(moment: datetime) -> Sequence[DataRequest]:
    """What an officer has to answer, due within a day, that nobody was reminded of."""
    waiting = select(DataRequest).where(
        OPEN,
        DataRequest.kind.in_((Kind.CORRECT, Kind.OBJECT)),
        moment + timedelta(days=1) > DUE,
        or_(
            DataRequest.reminded_at.is_(None),
            (DataRequest.answered_at > DataRequest.reminded_at),
        ),
    )
    return db.session.scalars(waiting.order_by(DataRequest.id)).all()
