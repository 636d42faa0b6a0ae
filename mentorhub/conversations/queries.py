"""Threads, their messages and reports. Which things have a conversation is registered in app.py."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person
from mentorhub.consents.models import Guardian
from mentorhub.conversations.domain import MOST_REPORTS, Table
from mentorhub.conversations.models import Message, ReportState, SafetyReport, Thread
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import admins_over, holders_over, within
from mentorhub.platform.db import db
from mentorhub.units.models import Unit

SHOWN = 200

# type of the thing → who sits at its table, or None where the thing is gone
TABLES: dict[str, Callable[[UUID], Table | None]] = {}
# type of the thing → the things of this type that a person has to do with
SUBJECTS: dict[str, Callable[[Person], Sequence[UUID]]] = {}


def table_of(thread: Thread) -> Table | None:
    """As it is now: somebody who left, or took a consent back, sits there no more."""
    ask = TABLES.get(thread.subject_type)
    return ask(thread.subject_id) if ask else None


def thread_about(kind: str, key: UUID) -> Thread | None:
    return db.session.scalar(
        select(Thread).where(Thread.subject_type == kind, Thread.subject_id == key)
    )


def threads_of(person: Person) -> list[tuple[Thread, Table]]:
    """The conversations somebody sits in today, the newest first."""
    mine = [
        and_(Thread.subject_type == kind, Thread.subject_id.in_(ask(person)))
        for kind, ask in SUBJECTS.items()
    ]
    rows = db.session.scalars(select(Thread).where(or_(false(), *mine)).order_by(Thread.id.desc()))
    tables = ((thread, table_of(thread)) for thread in rows)
    return [(thread, table) for thread, table in tables if table and table.seat_of(person)]


def reports_by(guardian: Guardian) -> Sequence[SafetyReport]:
    """What a guardian told, the newest first: there is no inbox to tell them of it."""
    rows = select(SafetyReport).where(SafetyReport.guardian_id == guardian.id)
    return db.session.scalars(rows.order_by(SafetyReport.id.desc()).limit(MOST_REPORTS)).all()


def messages_of(thread: Thread) -> Sequence[Message]:
    """The newest two hundred, the oldest of them first."""
    newest = (
        select(Message).where(Message.thread_id == thread.id).options(joinedload(Message.author))
    )
    rows = db.session.scalars(newest.order_by(Message.id.desc()).limit(SHOWN)).all()
    return rows[::-1]


def written_since(author: Person, since: datetime) -> int:
    rows = select(func.count()).select_from(Message)
    return db.session.scalar(rows.where(Message.author_id == author.id, Message.at > since)) or 0


def reported_since(
    since: datetime, *, reporter: Person | None = None, guardian: Guardian | None = None
) -> int:
    rows = select(func.count()).select_from(SafetyReport).where(SafetyReport.at > since)
    if reporter is not None:
        rows = rows.where(SafetyReport.reporter_id == reporter.id)
    if guardian is not None:
        rows = rows.where(SafetyReport.guardian_id == guardian.id)
    return db.session.scalar(rows) or 0


def keeps_closed(thread: Thread) -> bool:
    """Is another report about it undecided, or was one decided so that it stays closed?"""
    against = select(SafetyReport.id).where(
        SafetyReport.thread_id == thread.id, SafetyReport.state != ReportState.LIFTED
    )
    return db.session.scalar(against.limit(1)) is not None


def whole_province() -> Unit:
    """For whoever belongs to no unit."""
    return db.session.scalars(select(Unit).where(Unit.parent_id.is_(None)).limit(1)).one()


def reports_within(units: Sequence[Unit]) -> Select[SafetyReport]:
    """Reports of these units and those below, open ones first, then the newest."""
    return (
        select(SafetyReport)
        .join(SafetyReport.unit)
        .where(within(units))
        .order_by(SafetyReport.state != ReportState.OPEN, SafetyReport.id.desc())
    )


def guards_of(unit: Unit) -> list[Person]:
    """Safeguarding officers over a unit; its administrators where there is none."""
    return holders_over(Role.SAFEGUARDING_OFFICER, unit) or admins_over(unit)


def named_officer(unit: Unit, *, besides: Collection[UUID]) -> Any:
    """Who sits with young people: the nearest safeguarding officer, else the nearest unit officer.

    Never one who takes part otherwise: a mentor does not watch over the own conversation.
    """
    for role in (Role.SAFEGUARDING_OFFICER, Role.UNIT_OFFICER):
        free = [person for person in holders_over(role, unit) if person.id not in besides]
        if free:
            return min(free, key=lambda person: _distance(person, role, unit))
    return None


def _distance(person: Any, role: Role, unit: Unit) -> tuple[int, str]:
    paths = [held.unit.path for held in person.offices if held.reaches(role, unit)]
    return -max(map(len, paths), default=0), str(person.id)
