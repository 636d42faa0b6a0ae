"""What somebody agreed to."""

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.accounts.domain.consent import Answer, Purpose, Way
from mentorhub.platform.db import Base, Moment


class Consent(Base):
    """One answer about one purpose, in which wording, through which channel, entered by whom.

    Rows are only added: the newest answer of each voice counts, the others are the proof.
    """

    __tablename__ = "consent"
    shown_to_everyone = True

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    purpose: Mapped[Purpose]
    answer: Mapped[Answer] = mapped_column(default=Answer.GIVEN)
    text_version: Mapped[str]
    at: Mapped[Moment]
    way: Mapped[Way] = mapped_column(default=Way.SELF)
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardian.id"), index=True)
    entered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
