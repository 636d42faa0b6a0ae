"""Seals over the audit log: what was sealed cannot be changed, taken out, put in or moved unseen.

Every ten minutes the rows that no seal covers yet are put under the next one. Which rows those are
is written on the rows, not told by a watermark: a row that is committed late, with an older key,
simply goes under the next seal. A seal holds the digest of its rows, that of the seal before it,
and a signature by a key that is not in the database.

Whoever cuts off the newest seals together with their rows leaves no trace here; the digest of each
seal goes into the log of the program, and `flask audit verify` prints the newest.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.platform.audit import AuditRow, AuditWords
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment, db

log = structlog.get_logger()
BATCH = 2000
KEPT = timedelta(days=731)
"""24 months, the longest they can be; the law asks for twelve. The database checks it again."""
COLUMNS = sorted(set(AuditRow.__table__.columns.keys()) - {"seal"})


class AuditSeal(Base):
    """`emptied_at` is set when the rows are deleted because of their age; the seal itself stays."""

    __tablename__ = "audit_seal"

    number: Mapped[int] = mapped_column(unique=True)
    first_id: Mapped[str]
    last_id: Mapped[str]
    count: Mapped[int]
    newest_at: Mapped[datetime]
    rows_digest: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str]
    signature: Mapped[str]
    made_at: Mapped[Moment]
    emptied_at: Mapped[datetime | None]


@dataclass(frozen=True)
class Break:
    """The first batch that is not as it was sealed, and what is wrong with it."""

    number: int
    problem: str


def seal_all() -> int:
    """Seal what is not sealed yet, batch after batch; says how many rows."""
    done = 0
    while count := _seal_next():
        done += count
    return done


def _seal_next() -> int:
    """Two workers at once: the second waits for the first one's seal or fails on its number."""
    newest = db.session.scalar(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))
    rows = db.session.scalars(
        select(AuditRow).where(AuditRow.seal.is_(None)).order_by(AuditRow.id).limit(BATCH)
    ).all()
    if not rows:
        return 0
    seal = AuditSeal(
        number=newest.number + 1 if newest else 1,
        first_id=rows[0].id.hex,
        last_id=rows[-1].id.hex,
        count=len(rows),
        newest_at=max(row.at for row in rows),
        rows_digest=digest_of(rows),
        previous=newest.digest if newest else "",
    )
    seal.digest = _head(seal)
    seal.signature = _signatures(seal.digest)[0]
    db.session.add(seal)
    db.session.flush()
    keys = [row.id for row in rows]
    db.session.execute(
        update(AuditRow).where(AuditRow.id.in_(keys)).values(seal=seal.number),
        execution_options={"synchronize_session": False},
    )
    db.session.expire_all()
    log.info("audit_sealed", number=seal.number, rows=len(keys), digest=seal.digest)
    return len(keys)


def digest_of(rows: Iterable[AuditRow]) -> str:
    """SHA-256 over the rows, a line of JSON each, in the order of their keys."""
    total = hashlib.sha256()
    for row in rows:
        values = {name: getattr(row, name) for name in COLUMNS}
        total.update(json.dumps(values, sort_keys=True, default=_plain).encode() + b"\n")
    return total.hexdigest()


def _plain(value: Any) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.hex


def _head(seal: AuditSeal) -> str:
    facts = [seal.number, seal.first_id, seal.last_id, seal.count, _plain(seal.newest_at)]
    return hashlib.sha256(
        json.dumps([*facts, seal.rows_digest, seal.previous]).encode()
    ).hexdigest()


def _signatures(digest: str) -> list[str]:
    """By the key of today first, then by those that came before it."""
    keys = [current_app.config["SECRET_KEY"], *(current_app.config["SECRET_KEY_FALLBACKS"] or ())]
    derived = (hmac.digest(str(key).encode(), b"audit seal", "sha256") for key in keys)
    return [hmac.new(key, digest.encode(), hashlib.sha256).hexdigest() for key in derived]


def first_break() -> Break | None:
    """Read everything again; None when every sealed row is as it was sealed."""
    return next(_breaks(), None)


def _breaks() -> Iterator[Break]:
    number, previous = 0, ""
    for seal in db.session.scalars(select(AuditSeal).order_by(AuditSeal.number)):
        number += 1
        if seal.number != number:
            yield Break(number, "its seal is missing")
            return
        if problem := _problem(seal, previous):
            yield Break(number, problem)
        previous = seal.digest
    beyond = select(func.min(AuditRow.seal)).where(~AuditRow.seal.between(1, number))
    if (stray := db.session.scalar(beyond)) is not None:
        yield Break(stray, "there are rows of it, but its seal is missing")


def _problem(seal: AuditSeal, previous: str) -> str:
    if seal.previous != previous:
        return "it does not follow from the seal before it"
    if seal.digest != _head(seal):
        return "its seal was changed"
    if not any(hmac.compare_digest(seal.signature, one) for one in _signatures(seal.digest)):
        return "its seal was not made with this application's secret key"
    rows = db.session.scalars(
        select(AuditRow)
        .where(AuditRow.seal == seal.number)
        .order_by(AuditRow.id)
        .execution_options(populate_existing=True)
    ).all()
    if seal.emptied_at is not None:
        early = seal.emptied_at - seal.newest_at < KEPT - timedelta(days=1)
        return "it was emptied too early" if early else "it has rows again" if rows else ""
    if len(rows) != seal.count:
        return f"it has {len(rows)} rows instead of {seal.count}"
    return "" if digest_of(rows) == seal.rows_digest else "a row of it was changed or moved"


def sweep() -> int:
    """Delete the rows of seals all of whose rows are older than 24 months; says how many seals."""
    old = db.session.scalars(
        select(AuditSeal).where(AuditSeal.emptied_at.is_(None), AuditSeal.newest_at < now() - KEPT)
    ).all()
    for seal in old:
        seal.emptied_at = now()
        db.session.flush()  # the database lets go only of rows whose seal says so
        rows = select(AuditRow.id).where(AuditRow.seal == seal.number)
        db.session.execute(delete(AuditWords).where(AuditWords.row_id.in_(rows)))
        db.session.execute(delete(AuditRow).where(AuditRow.seal == seal.number))
    return len(old)


def newest() -> AuditSeal | None:
    return db.session.scalar(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))


def waiting() -> int:
    """Rows that no seal covers yet."""
    rows = select(func.count()).select_from(AuditRow).where(AuditRow.seal.is_(None))
    return db.session.scalar(rows) or 0
