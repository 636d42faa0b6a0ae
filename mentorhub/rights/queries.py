from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, case, exists, func, or_, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Login, Person, PersonalDetails
from mentorhub.organisations.queries import within
from mentorhub.platform.clock import now
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


def never_used(before: datetime) -> Sequence[Person]:
    """Accounts made before that moment, with nothing proved and no sign-in after the first day.

    A long sign-in on an own phone that still lasts is use as well: it leaves no other trace.
    """
    day = timedelta(days=1)
    proved = or_(
        PersonalDetails.phone_verified_at.is_not(None),
        PersonalDetails.email_verified_at.is_not(None),
    )
    lasting = Login.revoked_at.is_(None) & (Login.expires_at > now())
    candidates = (
        select(Person)
        .join(PersonalDetails, PersonalDetails.person_id == Person.id)
        .where(Person.created_at < before, Person.closed_at.is_(None), ~Person.is_sample, ~proved)
        .where(~exists().where(Login.person_id == Person.id, lasting))
        .limit(500)
    )
    logins = select(Login.person_id, func.max(Login.created_at)).group_by(Login.person_id)
    people = db.session.scalars(candidates).unique().all()
    theirs = logins.where(Login.person_id.in_([one.id for one in people]))
    last = {row[0]: row[1] for row in db.session.execute(theirs)}
    return [one for one in people if last.get(one.id, one.created_at) < one.created_at + day]
