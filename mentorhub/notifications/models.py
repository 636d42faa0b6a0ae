import enum
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.activity.models import Activity
from mentorhub.notifications.domain import Family, family_of
from mentorhub.platform.db import Base, Moment


class Channel(enum.StrEnum):
    IN_APP = "in_app"
    EMAIL = "email"


class Notification(Base):
    __tablename__ = "notification"
    __table_args__ = (
        UniqueConstraint("recipient_id", "activity_id"),
        Index("ix_notification_inbox", "recipient_id", "id"),
    )

    at: Mapped[Moment]
    recipient_id: Mapped[UUID]
    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activity.id"), index=True)
    read_at: Mapped[datetime | None]

    activity: Mapped[Activity] = relationship(lazy="joined", innerjoin=True)

    @property
    def family(self) -> Family:
        return family_of(self.activity.verb)


class Preference(Base):
    """A family of news a person does not want on a channel (no row: it is sent)."""

    __tablename__ = "preference"
    __table_args__ = (UniqueConstraint("person_id", "family", "channel"),)

    person_id: Mapped[UUID]
    family: Mapped[str]
    channel: Mapped[Channel]
    is_on: Mapped[bool]


class Delivery(Base):
    """One message to one address; `key` keeps it from being written twice."""

    __tablename__ = "delivery"
    __table_args__ = (Index("ix_delivery_due", "sent_at", "due_at"),)

    key: Mapped[str] = mapped_column(unique=True)
    channel: Mapped[Channel]
    recipient_id: Mapped[UUID] = mapped_column(index=True)
    address: Mapped[str]
    language: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    created_at: Mapped[Moment]
    due_at: Mapped[Moment]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")

    @staticmethod
    def key_of_news(activity: Activity, reader: Any) -> str:
        return f"news {family_of(activity.verb).name} {activity.id} {reader.id}"

    @property
    def family(self) -> str:
        """Which family of news this is, or nothing where it is no news (see key_of_news)."""
        kind, _, rest = self.key.partition(" ")
        return rest.partition(" ")[0] if kind == "news" else ""
