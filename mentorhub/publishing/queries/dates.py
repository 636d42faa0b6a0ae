"""Until when complaints are heard, among the dates of a contest."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mentorhub.calendars.domain import Date, Kind
from mentorhub.calendars.queries import also_dated
from mentorhub.platform.db import db
from mentorhub.publishing.models import Publication, PublicationState


def complaints(contests: Collection[UUID]) -> Iterator[Date]:
    """Of the edition that stands; a corrected one is heard anew, and its date is the newer."""
    rows = (
        select(Publication)
        .where(
            Publication.contest_id.in_(contests),
            Publication.state == PublicationState.PUBLISHED,
        )
        .options(joinedload(Publication.contest, innerjoin=True))
    )
    for publication in db.session.scalars(rows):
        contest, until = publication.contest, publication.complaints_until
        if until is not None:
            yield Date(
                Kind.COMPLAINTS,
                f"{contest.id}-complaints",
                contest_id=contest.id,
                contest=contest.title,
                at=until,
                sequence=contest.version + publication.edition,
            )


also_dated.add(complaints)
