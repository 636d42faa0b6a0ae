"""What is still to be told, what a person was told, and what they do not want to hear."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Delete, Select, Update, bindparam, delete, func, select, update

from mentorhub.activity.models import Activity
from mentorhub.jobs.queries import given_up, waiting
from mentorhub.notifications.models import Channel, Delivery, Notification, Preference
from mentorhub.platform.db import db

COUNTED = 100
SHOWN_IN_MAILBOX = 50


def untold() -> Select[Activity]:
    """The oldest activity nobody was told of, locked; other workers take the next one."""
    return (
        select(Activity)
        .where(Activity.told_at.is_(None))
        .order_by(Activity.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def off(person_ids: Collection[UUID], family: str) -> set[tuple[UUID, Channel]]:
    """Who switched this family off, and on which channel."""
    rows = db.session.execute(
        select(Preference.person_id, Preference.channel).where(
            Preference.person_id.in_(person_ids),
            Preference.family == family,
            Preference.is_on.is_(False),
        )
    )
    return {(person_id, channel) for person_id, channel in rows}


def inbox(
    person_id: UUID, *, verbs: Collection[str] | None, after: UUID | None
) -> Select[Notification]:
    """A person's news, newest first; of some verbs only, or what comes after a row of the list."""
    news = (
        select(Notification)
        .where(Notification.recipient_id == person_id)
        .order_by(Notification.id.desc())
    )
    if verbs is not None:
        news = news.where(Notification.activity.has(Activity.verb.in_(verbs)))
    return news.where(Notification.id < after) if after else news


# written once: every page of a signed-in reader asks it
_NEWEST = (
    select(Notification.read_at)
    .where(Notification.recipient_id == bindparam("person"))
    .order_by(Notification.id.desc())
    .limit(COUNTED)
    .subquery()
)
UNREAD = select(func.count()).where(_NEWEST.c.read_at.is_(None))


def unread(person_id: UUID) -> int:
    """How many of the newest hundred were not read: the same small cost for everybody."""
    return db.session.scalar(UNREAD, {"person": person_id}) or 0


def marking_all_read(person_id: UUID, at: datetime) -> Update:
    return (
        update(Notification)
        .where(Notification.recipient_id == person_id, Notification.read_at.is_(None))
        .values(read_at=at)
    )


def preferences_of(person_id: UUID) -> list[Preference]:
    return list(db.session.scalars(select(Preference).where(Preference.person_id == person_id)))


def newest_deliveries() -> Select[Delivery]:
    return select(Delivery).order_by(Delivery.id.desc()).limit(SHOWN_IN_MAILBOX)


def unsent_news_to(person_id: UUID) -> Delete:
    return delete(Delivery).where(
        Delivery.recipient_id == person_id,
        Delivery.sent_at.is_(None),
        Delivery.key.startswith("news "),
    )


def sent_before(moment: datetime) -> Delete:
    return delete(Delivery).where((Delivery.sent_at < moment) | (Delivery.given_up_at < moment))


def untold_activities() -> int:
    untold_ = select(Activity.id).where(Activity.told_at.is_(None)).subquery()
    return db.session.scalar(select(func.count()).select_from(untold_)) or 0


GAUGES = {
    "activities_untold": untold_activities,
    "deliveries_waiting": lambda: waiting(Delivery, Delivery.sent_at),
    "deliveries_given_up": lambda: given_up(Delivery),
}
