"""The jury, its invitations and the entries of a contest."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from mentorhub.accounts.domain.addresses import address_key
from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Entry, EntryState
from mentorhub.judging.models import Round
from mentorhub.platform.db import db


def invitation_behind(digest: str) -> Juror | None:
    return db.session.scalar(
        select(Juror)
        .where(Juror.token_digest == digest, Juror.state == JurorState.INVITED)
        .options(joinedload(Juror.contest))
    )


def person_at(address: str) -> Person | None:
    """Whose proved number or e-mail address this is; an unproved one names nobody."""
    key = address_key(address)
    if not key:
        return None
    proved = PersonalDetails
    return db.session.scalar(
        select(Person)
        .join(proved, proved.person_id == Person.id)
        .where(
            Person.closed_at.is_(None),
            or_(
                and_(proved.phone == key, proved.phone_verified_at.is_not(None)),
                and_(proved.email_key == key, proved.email_verified_at.is_not(None)),
            ),
        )
    )


# written once: composing a statement costs more than asking it
PANEL = (
    select(Juror)
    .where(Juror.contest_id == bindparam("contest"))
    .options(joinedload(Juror.person).joinedload(Person.unit))
    .order_by(Juror.invited_at, Juror.id)
)
SEATS = (
    select(Juror)
    .join(Juror.contest)
    .where(
        Juror.person_id == bindparam("person"),
        Juror.state.in_((JurorState.ACCEPTED, JurorState.INVITED)),
        Contest.published_at.is_(None),
    )
    .options(contains_eager(Juror.contest))
    .order_by(Juror.invited_at, Juror.id)
)
REMINDERS = ("judging.reminded", "judging.day_near")  # by hand, and before the day
REMINDED = (
    select(Activity.subject_id, func.max(Activity.at))
    .where(
        Activity.verb.in_(REMINDERS),
        Activity.contest_id == bindparam("contest"),
    )
    .group_by(Activity.subject_id)
)


def panel_of(contest: Contest) -> Sequence[Juror]:
    return db.session.scalars(PANEL, {"contest": contest.id}).all()


def seat_in(contest: Contest, person_id: UUID) -> Juror | None:
    return db.session.scalar(
        select(Juror).where(Juror.contest_id == contest.id, Juror.person_id == person_id)
    )


def seats_of(person: Person) -> Sequence[Juror]:
    """Juries the person sits in or is invited to, results not yet out."""
    return db.session.scalars(SEATS, {"person": person.id}).all()


def entries_in(contest: Contest) -> Sequence[Entry]:
    """What the jury has before it: sent in, and come as far as the stage it marks in."""
    rows = (
        select(Entry)
        .where(
            Entry.contest_id == contest.id,
            Entry.state == EntryState.SUBMITTED,
            Entry.reached_stage >= contest.judged_stage,
        )
        .order_by(Entry.number)
    )
    return db.session.scalars(rows).all()


def somebody_has_more_time(contest: Contest, moment: datetime) -> bool:
    """Was a team given a later deadline that, with the minutes of grace, has not passed yet?"""
    closed = moment - timedelta(minutes=contest.grace_minutes)
    entries = exists().where(Entry.contest_id == contest.id, Entry.extended_until > closed)
    return bool(db.session.scalar(select(entries)))


def entry_numbered(contest: Contest, number: int) -> Entry | None:
    return db.session.scalar(
        select(Entry).where(
            Entry.contest_id == contest.id,
            Entry.number == number,
            Entry.state == EntryState.SUBMITTED,
        )
    )


def rounds_of(contest: Contest) -> Sequence[Round]:
    return db.session.scalars(
        select(Round).where(Round.contest_id == contest.id).order_by(Round.at, Round.id)
    ).all()


def reminded_in(contest: Contest) -> dict[UUID, datetime]:
    """{juror: when they were last reminded}."""
    rows = db.session.execute(REMINDED, {"contest": contest.id})
    return dict(rows.all())
