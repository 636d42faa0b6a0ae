"""Rows that stay although the request is refused: written after the commit or the rollback."""

from typing import Any
from uuid import UUID

from flask import Flask, Response, g, has_request_context
from sqlalchemy import Executable
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.platform.db import Base, Moment, db


class AuditRow(Base):
    """A refusal, a failed sign-in, a look at something sensitive. Pseudonyms only."""

    __tablename__ = "audit_row"

    at: Mapped[Moment] = mapped_column(index=True)
    what: Mapped[str]
    permission: Mapped[str] = mapped_column(default="")
    actor_id: Mapped[UUID | None]
    subject_type: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)


def init_app(app: Flask) -> None:
    app.after_request(_write_what_was_noted)


def note(
    what: str, *, permission: str = "", subject: Base | None = None, by: Any = None, **facts: Any
) -> None:
    """Keep this row whatever becomes of the request's own transaction."""
    keep(
        AuditRow(
            what=what,
            permission=permission,
            actor_id=getattr(by, "id", None),
            subject_type=type(subject).__name__ if subject is not None else "",
            subject_id=subject.id if subject is not None else None,
            facts=facts,
        )
    )


def keep(row: Base) -> None:
    """The same for a row of any kind, such as a sign-in that failed."""
    if has_request_context():
        g.setdefault("rows_to_keep", []).append(row)
    else:
        db.session.add(row)


def afterwards(statement: Executable) -> None:
    """A small write that waits for the end of the request, a GET's too."""
    g.setdefault("statements_to_run", []).append(statement)


def _write_what_was_noted(response: Response) -> Response:
    rows, statements = g.pop("rows_to_keep", []), g.pop("statements_to_run", [])
    if rows or statements:
        g.writes = True  # a GET may be refused too: take the writer's lock at once
        db.session.add_all(rows)
        for statement in statements:
            db.session.execute(statement)
        db.session.commit()
    return response
