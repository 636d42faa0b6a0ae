"""A second click, or a retry after a lost reply, gets the first answer again."""

import hashlib
from uuid import UUID

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped

from mentorhub.platform.db import Base, Moment, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


class IdempotentReply(Base):
    """The answer given to a key; written in the transaction it answers for."""

    __tablename__ = "idempotent_reply"
    __table_args__ = (UniqueConstraint("person_id", "key"),)

    at: Mapped[Moment]
    person_id: Mapped[UUID]
    key: Mapped[str]
    digest: Mapped[str]
    body: Mapped[str]


def replay(person_id: UUID, key: str, request_body: bytes) -> str | None:
    """The stored answer to this key, or None; the same key with other words is refused."""
    stored = db.session.scalar(
        select(IdempotentReply).where(
            IdempotentReply.person_id == person_id, IdempotentReply.key == key
        )
    )
    if stored is None:
        return None
    if stored.digest != hashlib.sha256(request_body).hexdigest():
        raise Refused(_l("This key was already used for something else. Reload the page."))
    return stored.body


def remember(person_id: UUID, key: str, request_body: bytes, answer: str) -> None:
    digest = hashlib.sha256(request_body).hexdigest()
    db.session.add(IdempotentReply(person_id=person_id, key=key, digest=digest, body=answer))
