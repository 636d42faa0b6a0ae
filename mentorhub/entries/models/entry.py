import enum
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.contests.domain.deadline import Deadline, Standing
from mentorhub.contests.models import Contest
from mentorhub.entries.domain import PHOTO
from mentorhub.ideas.models import Idea
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.platform.files import StoredFile
from mentorhub.teams.models import Team


class EntryState(enum.StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    LATE = "late"  # came after the deadline: an organiser decides, nobody judges it meanwhile
    REFUSED = "refused"  # it was late, and an organiser decided against it
    DISQUALIFIED = "disqualified"  # sent, and excluded by two organisers, who may take it in again
    INELIGIBLE = "ineligible"  # it did not pass the check: nobody judges it


SETTLED = (
    *(EntryState.SUBMITTED, EntryState.DISQUALIFIED),
    *(EntryState.INELIGIBLE, EntryState.REFUSED),
)


def code_of(number: int | None) -> str:
    return f"AG-{number:02d}" if number else ""


class Entry(Versioned, Base):
    """A copy of an idea's text for one contest; the idea goes on, the entry stays."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("contest_id", "team_id"),
        UniqueConstraint("contest_id", "number"),
    )
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"), index=True)
    idea_id: Mapped[UUID | None] = mapped_column(ForeignKey("idea.id"), index=True)
    number: Mapped[int | None]  # given when submitted: the public "AG-03" without the prefix
    language: Mapped[str] = mapped_column(default="vi")
    title: Mapped[str] = mapped_column(default="")
    sector: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    solution: Mapped[str] = mapped_column(default="")
    benefit: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)  # to the contest's own questions
    led_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    """Whoever led the team when the entry was sent: handing the team over changes nothing."""
    bonus: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))  # beside the jury's points
    penalty: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))  # taken away; two agree
    reached_stage: Mapped[int] = mapped_column(default=1)  # of the judged ones; two people agree
    unsent: Mapped[dict[str, Any] | None]  # edits since it was submitted: nobody judges these
    state: Mapped[EntryState] = mapped_column(default=EntryState.DRAFT, index=True)
    created_at: Mapped[Moment]
    submitted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]  # a late one, by an organiser
    decision_reason: Mapped[str] = mapped_column(default="")
    extended_until: Mapped[datetime | None]  # more time for this team alone, given by two
    asked_parts: Mapped[list[str]] = mapped_column(default=list)  # what the check wants changed
    asked_until: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    team: Mapped[Team] = relationship()
    idea: Mapped[Idea | None] = relationship()
    attachments: Mapped[list["Attachment"]] = relationship(
        order_by="Attachment.at", cascade="all, delete-orphan"
    )

    @property
    def is_settled(self) -> bool:
        """Its words counted in time, or somebody decided about them: no late ones follow."""
        return self.state in SETTLED

    @property
    def is_draft(self) -> bool:
        return self.state is EntryState.DRAFT

    @property
    def is_submitted(self) -> bool:
        return self.state is EntryState.SUBMITTED

    @property
    def is_disqualified(self) -> bool:
        return self.state is EntryState.DISQUALIFIED

    @hybrid_property
    def fills_a_place(self) -> bool:
        """It holds the words that were sent; one that is excluded may be taken in again."""
        return self.is_submitted or self.is_disqualified

    @fills_a_place.inplace.expression
    @classmethod
    def _fills_a_place(cls) -> ColumnElement[bool]:
        return cls.state.in_((EntryState.SUBMITTED, EntryState.DISQUALIFIED))

    @property
    def deadline(self) -> Deadline:
        """The contest's, or the later one that was given to this team."""
        return self.contest.deadline.extended(self.extended_until)

    @property
    def has_more_time(self) -> bool:
        return self.deadline.closes_at != self.contest.closes_at

    @property
    def takes_words(self) -> bool:
        """May its team write and send now?"""
        open_to_all = self.contest.is_announced and not self.is_disqualified
        standing = self.deadline.standing(now())
        is_over = standing is Standing.LATE and self.is_settled
        return open_to_all and standing not in (Standing.EARLY, Standing.REFUSED) and not is_over

    @property
    def photo(self) -> StoredFile | None:
        """Of the idea it began with, as it was then."""
        return next((one.file for one in self.attachments if one.slot == PHOTO), None)

    @property
    def papers(self) -> list["Attachment"]:
        """The files of the draft: what would be sent with it now."""
        return [one for one in self.attachments if one.removed_at is None and one.slot != PHOTO]

    @property
    def is_late(self) -> bool:
        """Sent after the deadline, and an organiser has yet to say whether it counts."""
        return self.state is EntryState.LATE

    def is_asked(self, at: datetime) -> bool:
        """Does a question of the check wait for an answer, and is there time left?"""
        waits = self.asked_until is not None and at < self.asked_until
        return waits and not self.is_disqualified

    def may_add(self, at: datetime) -> bool:
        """Is there time left for what the stage it has reached asks?"""
        here = self.reached_stage == self.contest.judged_stage
        return self.is_submitted and here and self.contest.takes_more(at)

    @property
    def may_answer_now(self) -> bool:
        return self.is_asked(now())

    @property
    def code(self) -> str:
        """What people call the entry: AG-03. Nothing in it tells who wrote it."""
        return code_of(self.number)


class EntrySaving(Base):
    """What one open page saved of an entry last: a page whose reply was lost is nobody else.

    See ideas.models.PageSaving. Gone once the entry is sent.
    """

    __tablename__ = "entry_page_saving"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    key: Mapped[UUID] = mapped_column(unique=True)
    parts: Mapped[dict[str, str]] = mapped_column(default=dict)
    at: Mapped[Moment]


class Participant(Base):
    """A person in an entry, on one of the seats the contest gives everybody: mostly the first.

    Two entries cannot take the same seat, so nobody is in more of them than the contest allows.
    """

    __tablename__ = "participant"
    shown_to_everyone = True
    __table_args__ = (
        UniqueConstraint("contest_id", "person_id", "seat"),
        UniqueConstraint("entry_id", "person_id"),
    )

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    seat: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person] = relationship()


class Attachment(Base):
    """A file in an entry; in which place: "" beside the text, else the key of a question."""

    __tablename__ = "attachment"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_file.id"))
    slot: Mapped[str] = mapped_column(default="")
    at: Mapped[Moment]
    removed_at: Mapped[datetime | None]  # out of the draft; a revision that was sent holds it

    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)


class Revision(Base):
    """What was submitted, word for word, each time."""

    __tablename__ = "entry_revision"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]


class Receipt(Base):
    """Proof for the team: this content was in at this moment, under this deadline.

    `at` is when its last byte arrived, `written_at` when it was written, just before the commit;
    both by the clock of the database. The signature is over `domain.statement`.
    """

    __tablename__ = "receipt"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    at: Mapped[Moment]
    written_at: Mapped[Moment]
    deadline: Mapped[datetime]
    deadline_version: Mapped[int] = mapped_column(default=1)
    grace_minutes: Mapped[int] = mapped_column(default=0)
    is_individual: Mapped[bool] = mapped_column(default=False)  # the deadline of this team alone
    standing: Mapped[Standing] = mapped_column(default=Standing.IN_TIME)
    signature: Mapped[str] = mapped_column(default="")  # none before receipts were signed
    digest: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
