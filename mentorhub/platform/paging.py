"""Lists by key: a page is "what comes after this row", never "skip 10,000"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from mentorhub.platform.db import db

Row = TypeVar("Row")
COUNTED = 1000


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """Some rows of a list, and the key of the last one if there are more."""

    rows: Sequence[Row]
    after: str | None


def slice_of(rows: Select[Any], *, size: int = 24) -> Slice[Any]:
    """The first rows of an ordered select; `after` is the last id, for the next `where`."""
    found = db.session.scalars(rows.limit(size + 1)).all()
    more = len(found) > size
    return Slice(found[:size], str(found[size - 1].id) if more else None)


def counted(rows: Select[Any]) -> int:
    """How many, but never beyond 1,000: counting all of a large table costs more than the page."""
    return db.session.scalar(counting(rows)) or 0


def counting(rows: Select[Any]) -> Select[int]:
    """The statement of `counted`, for lists that are counted often: written once, not composed."""
    inner = rows.order_by(None).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(inner)
