from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from mentorhub.mentoring.domain.directory import Filters
from mentorhub.mentoring.models import MentorProfile
from mentorhub.mentoring.queries import profiles_among, shelf
from mentorhub.mentoring.queries.profiles import SHOWN
from mentorhub.offers.models import WAITS, Offer, OfferState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Team

MOST_FOUND = 12


def offers_to(team: Team) -> Sequence[Offer]:
    """The last twenty, the newest first, with who is offered and by whom."""
    return db.session.scalars(_whole(team).limit(20)).all()


def waiting_at(team: Team) -> Sequence[Offer]:
    """Those the team can still answer."""
    fresh = Offer.state == OfferState.OPEN, Offer.made_at > now() - WAITS
    return db.session.scalars(_whole(team).where(*fresh)).all()


def _whole(team: Team) -> Select[Offer]:
    profile = joinedload(Offer.profile).joinedload(MentorProfile.person)
    rows = select(Offer).where(Offer.team_id == team.id).order_by(Offer.id.desc())
    return rows.options(profile, joinedload(Offer.made_by))


def mentor_shown(key: UUID) -> MentorProfile | None:
    """One of the directory."""
    return db.session.scalar(select(MentorProfile).where(MentorProfile.id == key, SHOWN))


def mentors_called(text: str) -> list[MentorProfile]:
    """Mentors of the directory who answer to a name or a skill, the best first."""
    if not text:
        return []
    keys = [card.id for card in shelf(Filters(q=text)).cards[:MOST_FOUND]]
    found = profiles_among(keys)
    return [found[key] for key in keys if key in found]
