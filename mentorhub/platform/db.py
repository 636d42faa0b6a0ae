"""The database: one base class, one session a request, one commit at the edge."""

import enum
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, TypeVar

import pysqlite3.dbapi2
from flask import Flask, Response, g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    Enum,
    MetaData,
    TypeDecorator,
    inspect,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from uuid_utils.compat import uuid7

from mentorhub.platform import sqlite_manners
from mentorhub.platform.clock import now

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
Row = TypeVar("Row", bound="Base")
READING = {"GET", "HEAD", "OPTIONS"}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in time; naive values are refused rather than guessed at."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment in time needs a time zone")
        return value.astimezone(UTC)  # SQLite would keep the figures and drop the zone

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Translated(dict[str, str]):
    """One text in several languages; read it with `in_language`, which never answers nothing."""

    def in_language(self, language: str) -> str:
        return self.get(language) or self.get("vi") or next(iter(self.values()), "")


class TranslatedText(TypeDecorator[Translated]):
    """Stored as JSON: {"vi": …, "en": …, "fr": …}. Assign a new value; parts are not tracked."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Translated | None, dialect: Dialect) -> Any:
        return None if value is None else dict(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Translated | None:
        return None if value is None else Translated(value)


class Base(DeclarativeBase):
    """Every row has a UUIDv7 made here, so that no reply waits for the database to name it."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            length=32,
            values_callable=lambda kinds: [kind.value for kind in kinds],
        ),
        Translated: TranslatedText,
        dict[str, Any]: JSON,
        dict[str, str]: JSON,
        list[str]: JSON,
        list[dict[str, Any]]: JSON,
    }
    shown_to_everyone: ClassVar[bool] = False
    """True where a change may alter a page that strangers read: it empties the page cache."""
    explains_contests: ClassVar[bool] = False
    """True where a change may alter how a contest is explained, on anybody's page (parts.py)."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)


class Versioned:
    """A row that people edit: a save from an old version is refused (SQLAlchemy checks it too)."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


Moment = Annotated[datetime, mapped_column(default=now)]

db = SQLAlchemy(metadata=Base.metadata)


def init_app(app: Flask) -> None:
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        # Debian's own SQLite can corrupt a WAL database that several processes write
        options = dict(app.config.get("SQLALCHEMY_ENGINE_OPTIONS", {}))
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {**options, "module": pysqlite3.dbapi2}
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            sqlite_manners.teach(db.engine, _only_reads)
    app.after_request(_commit_what_succeeded)


def _commit_what_succeeded(response: Response) -> Response:
    if response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
    return response


def _only_reads() -> bool:
    looks = has_request_context() and (request.method in READING or g.get("looks", False))
    return looks and not g.get("writes", False)


@contextmanager
def transaction() -> Iterator[None]:
    """For jobs and commands, which have no request to commit for them."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def lock(thing: Row) -> Row:
    """Wait for the row, read it afresh, and hold it until the commit.

    PostgreSQL locks the row; SQLite already holds the only writer's lock (BEGIN IMMEDIATE).
    """
    db.session.flush()  # a refresh forgets what was appended to its lists
    # only its own table: PostgreSQL locks no row on the far side of an outer join
    db.session.refresh(thing, with_for_update={"of": thing.__class__})
    return thing


def let_others_write() -> None:
    """Before slow work (hashing a password): end a transaction that has only read so far.

    On SQLite every POST holds the only writer's lock from its first statement on.
    """
    if db.session.new or db.session.dirty or db.session.deleted:
        raise RuntimeError("only a transaction that has changed nothing may end here")
    db.session.commit()


def key_of(thing: Base) -> uuid.UUID:
    """Of a row that stands in the database; `thing.id` may have to ask for it again."""
    identity = inspect(thing).identity
    assert identity is not None
    key: uuid.UUID = identity[0]
    return key


def look_first() -> None:
    """A POST that first only reads: on SQLite others write meanwhile, until `begin_to_write`."""
    g.looks = True


def begin_to_write() -> None:
    """From here on the only writer's lock is held, and whatever was read before is read anew.

    What was read may have changed: nothing is decided by it that is not asked again.
    """
    let_others_write()
    g.looks = False


def undo_and_look() -> None:
    """After a refusal: nobody waits while its page is made."""
    db.session.rollback()
    g.looks = True


def add_once(model: type[Base], /, **values: Any) -> bool:
    """Insert a row unless one with its unique key stands already; says whether it was written.

    Two transactions may try at once: the second waits for the first and then does nothing.
    """
    on_postgres = db.session.get_bind().dialect.name == "postgresql"
    insert = (postgresql.insert if on_postgres else sqlite.insert)(model)
    written = db.session.execute(
        insert.values(**values).on_conflict_do_nothing().returning(model.id)
    )
    return written.scalar_one_or_none() is not None
