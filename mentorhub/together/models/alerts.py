from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.db import Base, Moment
from mentorhub.together.domain import Silence


class SilenceAlert(Base):
    """Somebody was told that it is quiet since then: once, however often a job runs."""

    __tablename__ = "silence_alert"
    __table_args__ = (UniqueConstraint("mentorship_id", "since", "kind"),)

    mentorship_id: Mapped[UUID] = mapped_column(ForeignKey("mentorship.id", ondelete="CASCADE"))
    since: Mapped[datetime]
    kind: Mapped[Silence]
    at: Mapped[Moment]

    mentorship: Mapped[Mentorship] = relationship()
