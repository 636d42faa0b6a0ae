"""The audit log: who decided what, about whom, allowed or refused. Rows are only ever added.

A row names people by pseudonym. Whoever deletes the pseudonym's key (`forget`) cuts the last tie
to the person and leaves every row, and every seal over the rows, as it was.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask, Response, current_app, g, has_request_context, request
from sqlalchemy import Executable, Index, delete, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.platform.clock import now
from mentorhub.platform.db import READING, Base, Moment, add_once, db

SAME_LOOK = timedelta(hours=1)
"""The same person looking at the same thing again within this time is the same look: one row."""


class AuditRow(Base):
    """A decision, or a look at something sensitive. Pseudonyms and keys of things, no words."""

    __tablename__ = "audit_row"
    __table_args__ = (
        Index("ix_audit_row_actor", "actor", "at"),
        Index("ix_audit_row_on_whom", "on_whom", "id"),
        Index("ix_audit_row_unit", "unit_id", "id"),
        Index("ix_audit_row_contest", "contest_id", "id"),
        Index("ix_audit_row_seal", "seal", "id"),
    )

    at: Mapped[Moment] = mapped_column(index=True)
    what: Mapped[str]
    permission: Mapped[str] = mapped_column(default="")
    allowed: Mapped[bool] = mapped_column(default=True)
    actor: Mapped[str] = mapped_column(default="")
    office: Mapped[str] = mapped_column(default="")
    office_unit_id: Mapped[UUID | None]
    on_whom: Mapped[str] = mapped_column(default="")
    subject_type: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    contest_id: Mapped[UUID | None]
    request: Mapped[str] = mapped_column(default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seal: Mapped[int | None]
    """Written once, by `platform/sealing`: the database refuses every other change."""


class AuditWords(Base):
    """What somebody had to write to be let in. Beside the log, so that it can be erased."""

    __tablename__ = "audit_words"

    row_id: Mapped[UUID] = mapped_column(unique=True)
    text: Mapped[str]


class PseudonymKey(Base):
    """The only way from a person to the rows about them, and back."""

    __tablename__ = "pseudonym_key"

    person_id: Mapped[UUID] = mapped_column(unique=True)
    key: Mapped[str]
    pseudonym: Mapped[str] = mapped_column(unique=True)


@dataclass(frozen=True)
class Circumstances:
    """What the features know about a decision: registered in app.py as `circumstances`."""

    whom_id: UUID | None = None
    unit_id: UUID | None = None
    contest_id: UUID | None = None
    office: str = ""
    office_unit_id: UUID | None = None


@dataclass(frozen=True)
class Noted:
    """A row to be written; its people are not pseudonyms yet, for making a key is a write."""

    row: AuditRow
    actor_id: UUID | None
    whom_id: UUID | None
    words: str = ""


def init_app(app: Flask) -> None:
    app.after_request(_write_what_was_noted)


def note(
    what: str,
    *,
    permission: str = "",
    subject: Base | None = None,
    by: Any = None,
    words: str = "",
    **facts: Any,
) -> None:
    """Keep this row whatever becomes of the request's own transaction.

    `facts` are counts and codes. What somebody typed goes into `words`, which can be erased.
    """
    keep(composed(what, permission=permission, subject=subject, by=by, words=words, facts=facts))


def composed(
    what: str, *, permission: str, subject: Any, by: Any, words: str = "", facts: Any = None
) -> Noted:
    """Look round now: after the act the thing may be gone."""
    ask = current_app.extensions.get("circumstances")
    around = ask(by, subject) if ask else Circumstances()
    key = getattr(subject, "id", None)
    row = AuditRow(
        at=now(),
        what=what,
        permission=permission,
        allowed=what != "refused",
        office=around.office,
        office_unit_id=around.office_unit_id,
        subject_type=type(subject).__name__ if subject is not None else "",
        subject_id=None if key == around.whom_id else key,
        unit_id=around.unit_id,
        contest_id=around.contest_id,
        request=g.get("request_id", "") if has_request_context() else "",
        facts=dict(facts or {}),
    )
    return Noted(row, getattr(by, "id", None), around.whom_id, words)


def keep(row: Base | Noted) -> None:
    """The same for a row of any kind, such as a sign-in that failed."""
    if has_request_context():
        g.setdefault("rows_to_keep", []).append(row)
    else:
        write(row)


def write(row: Base | Noted) -> None:
    """Into the transaction at hand: the row stands or falls with it."""
    if isinstance(row, Noted):
        names = pseudonyms_of({row.actor_id, row.whom_id} - {None})
        row.row.actor = names.get(row.actor_id, "")
        row.row.on_whom = names.get(row.whom_id, "")
        if row.words:
            db.session.flush()
            db.session.add(row.row)
            db.session.flush()
            db.session.add(AuditWords(row_id=row.row.id, text=row.words))
    db.session.add(row.row if isinstance(row, Noted) else row)


def was_decided(noted: Noted, *, status: int) -> None:
    """A sensitive decision and what became of it, told by the reply's status."""
    row = noted.row
    writes = request.method not in READING or g.get("writes", False)
    if status in {403, 404, 409, 429}:
        row.what, row.allowed, row.facts = "refused", False, {**row.facts, "status": status}
    elif writes and status < 400:
        if request.method not in READING:
            row.what, row.facts = "acted", {**row.facts, "page": request.endpoint}
        if not _was_looked_at_lately(noted):
            write(noted)
        return
    keep(noted)


def pseudonyms_of(people: Collection[Any]) -> dict[Any, str]:
    """{person: pseudonym}; who has none yet gets one. In the order of keys: no two wait in turn."""
    known = _known(people)
    for person in sorted(set(people) - known.keys()):
        key = secrets.token_hex(32)
        name = hmac.new(bytes.fromhex(key), person.bytes, hashlib.sha256).hexdigest()[:32]
        add_once(PseudonymKey, person_id=person, key=key, pseudonym=name)
    return known if len(known) == len(people) else _known(people)


def _known(people: Collection[Any]) -> dict[Any, str]:
    if not people:
        return {}
    rows = select(PseudonymKey.person_id, PseudonymKey.pseudonym)
    found = db.session.execute(rows.where(PseudonymKey.person_id.in_(people)))
    return dict(found.all())


def people_behind(names: Collection[str]) -> dict[str, UUID]:
    """{pseudonym: person}; of those who were erased nothing is found any more."""
    rows = select(PseudonymKey.pseudonym, PseudonymKey.person_id)
    found = db.session.execute(rows.where(PseudonymKey.pseudonym.in_(set(names) - {""})))
    return dict(found.all())


def pseudonym_of(person_id: UUID) -> str | None:
    """The person's name in the log, if the log has ever named them."""
    return _known({person_id}).get(person_id)


def forget(person_id: UUID) -> None:
    """Erasure: from here on no row can be tied to the person. Rows and seals stay as they are."""
    name = pseudonym_of(person_id)
    if name is None:
        return
    rows = select(AuditRow.id).where(or_(AuditRow.actor == name, AuditRow.on_whom == name))
    db.session.execute(delete(AuditWords).where(AuditWords.row_id.in_(rows)))
    db.session.execute(delete(PseudonymKey).where(PseudonymKey.person_id == person_id))


def afterwards(statement: Executable) -> None:
    """A small write that waits for the end of the request, a GET's too."""
    g.setdefault("statements_to_run", []).append(statement)


def _write_what_was_noted(response: Response) -> Response:
    rows = [row for row in g.pop("rows_to_keep", []) if not _was_looked_at_lately(row)]
    statements = g.pop("statements_to_run", [])
    if rows or statements:
        db.session.commit()  # what was only read so far ends here
        g.writes = True  # a GET may be refused too: take the writer's lock at once
        for row in rows:
            write(row)
        for statement in statements:
            db.session.execute(statement)
        db.session.commit()
    return response


def _was_looked_at_lately(noted: Base | Noted) -> bool:
    if not isinstance(noted, Noted) or noted.row.what != "looked":
        return False
    row, names = noted.row, _known({noted.actor_id, noted.whom_id} - {None})
    earlier = select(AuditRow.id).where(
        AuditRow.actor == names.get(noted.actor_id, ""),
        AuditRow.at > row.at - SAME_LOOK,
        AuditRow.what == "looked",
        AuditRow.permission == row.permission,
        AuditRow.on_whom == names.get(noted.whom_id, ""),
        AuditRow.subject_type == row.subject_type,
        AuditRow.subject_id == row.subject_id if row.subject_id else AuditRow.subject_id.is_(None),
    )
    return db.session.scalar(earlier.limit(1)) is not None
