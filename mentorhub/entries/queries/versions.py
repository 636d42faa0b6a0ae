"""Each time an entry was sent: what it said then, and what it said the time before."""

from typing import Any, NamedTuple

from sqlalchemy import func, select

from mentorhub.entries.domain import answers_changed, changed
from mentorhub.entries.models import Entry, Receipt, Revision
from mentorhub.entries.queries.papers import receipts_of
from mentorhub.platform.db import db

MOST_SHOWN = 100


class Version(NamedTuple):
    """`number` 1 was sent first; `before` is the content of the one before, None for the first."""

    number: int
    sent: Revision
    before: dict[str, Any] | None
    receipt: Receipt | None

    @property
    def content(self) -> dict[str, Any]:
        return self.sent.content

    @property
    def parts_changed(self) -> set[str]:
        """Names of parts, “q_…” for an answer; none of the first."""
        if self.before is None:
            return set()
        answers = {f"q_{key}" for key in answers_changed(self.before, self.content)}
        return changed(self.before, self.content) - {"answers"} | answers


def versions_of(entry: Entry) -> list[Version]:
    """The latest first, and at most a hundred of them."""
    rows = select(Revision).where(Revision.entry_id == entry.id).order_by(Revision.id.desc())
    found = db.session.scalars(rows.limit(MOST_SHOWN + 1)).all()
    total = _number_of(entry) if len(found) > MOST_SHOWN else len(found)
    papers = {(one.digest, one.at): one for one in receipts_of(entry)}
    before = [one.content for one in found[1:]] + [None]
    return [
        Version(total - at, one, before[at], papers.get((one.digest, one.at)))
        for at, one in enumerate(found[:MOST_SHOWN])
    ]


def _number_of(entry: Entry) -> int:
    rows = select(func.count()).select_from(Revision).where(Revision.entry_id == entry.id)
    return db.session.scalar(rows) or 0
