"""Which table of a contest stands, which waits, and which there were."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db
from mentorhub.publishing.models import Place, Publication, PublicationState
from mentorhub.teams.models import Team

WAITING = (PublicationState.PREPARED, PublicationState.AGREED)
PUBLIC = (PublicationState.PUBLISHED, PublicationState.REPLACED)


def with_places() -> tuple[ExecutableOption, ...]:
    places = selectinload(Publication.places)
    return (
        places.joinedload(Place.entry, innerjoin=True)
        .joinedload(Entry.team, innerjoin=True)
        .lazyload(Team.members),
        places.joinedload(Place.award),
    )


def prepared_for(contest: Contest) -> Publication | None:
    """The table that waits for the second organiser or for its moment, if there is one."""
    return db.session.scalar(
        select(Publication)
        .where(Publication.contest_id == contest.id, Publication.state.in_(WAITING))
        .options(*with_places())
    )


def published_or_none(contest: Contest) -> Publication | None:
    """The edition that stands."""
    return db.session.scalar(
        select(Publication).where(
            Publication.contest_id == contest.id, Publication.state == PublicationState.PUBLISHED
        )
    )


def published_for(contest: Contest) -> Publication:
    found = published_or_none(contest)
    assert found is not None
    return found


def announced_for(contest: Contest) -> Publication | None:
    """The table that waits, where its fingerprint was told in advance."""
    return db.session.scalar(
        select(Publication).where(
            Publication.contest_id == contest.id,
            Publication.state.in_(WAITING),
            Publication.announced_at.is_not(None),
        )
    )


def editions_of(contest: Contest) -> Sequence[Publication]:
    """Everything that was ever public, the newest first."""
    return db.session.scalars(
        select(Publication)
        .where(Publication.contest_id == contest.id, Publication.state.in_(PUBLIC))
        .order_by(Publication.edition.desc())
    ).all()
