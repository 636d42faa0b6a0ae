import enum
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.certificates import domain
from mentorhub.certificates.domain import Cause, Kind
from mentorhub.contests.models import Award, Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import Base, Moment
from mentorhub.platform.files import StoredFile

_VALID = text("revoked_at IS NULL")


class Batch(Base):
    """What was given at one time: a worker writes its certificates, some at a time."""

    __tablename__ = "certificate_batch"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    kinds: Mapped[list[str]]
    total: Mapped[int]
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    finished_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    by: Mapped[Person] = relationship()


class Certificate(Base):
    """One person's paper about one thing. The name stands here as it was on the day.

    Erasure empties `name` and `salt`: the signature stays, and leads to nobody.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        Index(
            "uq_certificate_valid",
            "person_id",
            "kind",
            "about_id",
            unique=True,
            sqlite_where=_VALID,
            postgresql_where=_VALID,
        ),
    )

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("certificate_batch.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[Kind]
    about_id: Mapped[UUID]  # the entry, or the contest where there is none
    entry_id: Mapped[UUID | None] = mapped_column(ForeignKey("entry.id"), index=True)
    award_id: Mapped[UUID | None] = mapped_column(ForeignKey("award.id"))
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    salt: Mapped[str]
    signature: Mapped[str]
    given_at: Mapped[Moment]
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    cause: Mapped[Cause | None]
    reason: Mapped[str] = mapped_column(default="")  # in words, for whoever held it

    contest: Mapped[Contest] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id)
    entry: Mapped[Entry | None] = relationship()
    award: Mapped[Award | None] = relationship()

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    @property
    def is_erased(self) -> bool:
        return not self.name

    @property
    def spelled_code(self) -> str:
        return domain.spelled(self.code)

    @property
    def given_on(self) -> date:
        return self.given_at.astimezone(LOCAL).date()

    @property
    def holder(self) -> str:
        return domain.holder(self.name, self.salt)

    def statement(self, holder: str) -> dict[str, Any]:
        """What is signed."""
        return domain.statement(
            {
                "code": self.code,
                "contest": str(self.contest_id),
                "certifies": self.kind.value,
                "entry": str(self.entry_id) if self.entry_id else None,
                "award": str(self.award_id) if self.award_id else None,
                "given_on": self.given_on.isoformat(),
                "holder": holder,
            }
        )


class Shape(enum.StrEnum):
    """How the papers of a contest are taken out."""

    ZIP = "zip"
    PDF = "pdf"


class Bundle(Base):
    """All valid papers of a contest as one file; made anew when one of them changes."""

    __tablename__ = "certificate_bundle"
    __table_args__ = (UniqueConstraint("contest_id", "shape"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    shape: Mapped[Shape]
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    last_id: Mapped[UUID | None]  # the certificate whose paper was made last
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))

    contest: Mapped[Contest] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    parts: Mapped[list["BundlePart"]] = relationship(
        order_by="BundlePart.number", cascade="all, delete-orphan"
    )

    @property
    def is_ready(self) -> bool:
        return self.file_id is not None


class BundlePart(Base):
    """Some papers of a bundle that is not whole yet."""

    __tablename__ = "certificate_bundle_part"
    __table_args__ = (UniqueConstraint("bundle_id", "number"),)

    bundle_id: Mapped[UUID] = mapped_column(ForeignKey("certificate_bundle.id", ondelete="CASCADE"))
    number: Mapped[int]
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"))

    file: Mapped[StoredFile] = relationship()
