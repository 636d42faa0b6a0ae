"""Who checked what stays with the entry; of documents only that somebody saw them."""

from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.contests.models import Contest, Document
from mentorhub.eligibility.models import Decision, Recommendation, Sight
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain


def seen(person_id: UUID) -> list[Plain]:
    rows = db.session.execute(
        select(Sight, Document.name, Contest.title)
        .join(Document, Document.id == Sight.document_id)
        .join(Entry, Entry.id == Sight.entry_id)
        .join(Contest, Contest.id == Entry.contest_id)
        .where(Sight.person_id == person_id)
        .order_by(Sight.id)
    )
    return [
        {
            "document": dict(name),
            "contest": dict(title),
            "seen_at": plain(sight.at),
            "undone_at": plain(sight.undone_at),
        }
        for sight, name, title in rows
    ]


def forget_sights(person_id: UUID) -> None:
    db.session.execute(delete(Sight).where(Sight.person_id == person_id))


HOLDINGS = (
    Holding(
        Decision,
        Matter.OFFICES,
        own="by_id",
        others=("answered_by_id", "undone_by_id"),
        shown=("at", "verdict"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("words", "answer", "parts"),
    ),
    Holding(
        Recommendation,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "verdict"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("words", "parts"),
    ),
    Holding(
        Sight,
        Matter.CONTESTS,
        own="person_id",
        others=("by_id", "undone_by_id"),
        export=seen,
        erase=forget_sights,
    ),
)
