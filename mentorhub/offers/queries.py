"""What is offered to teams, and which teams a mentor may offer themselves to."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.ideas.models import Idea, Purpose, Visibility
from mentorhub.ideas.queries import public_ideas
from mentorhub.mentoring.domain.directory import Filters
from mentorhub.mentoring.models import MentorProfile
from mentorhub.mentoring.queries import present_teams_of, profiles_among, shelf
from mentorhub.mentoring.queries.profiles import SHOWN
from mentorhub.offers.models import WAITS, Offer, OfferState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Team

MOST_FOUND = 12
MOST_TEAMS = 50


def offers_to(team: Team) -> Sequence[Offer]:
    """The last twenty, the newest first, with who is offered and by whom."""
    return db.session.scalars(_whole(team).limit(20)).all()


def waiting_at(team: Team, *, own: bool | None = None) -> list[Offer]:
    """Those the team can still answer: of officers, of mentors for themselves, or all of them."""
    fresh = Offer.state == OfferState.OPEN, Offer.made_at > now() - WAITS
    found = db.session.scalars(_whole(team).where(*fresh)).all()
    return [one for one in found if one.is_open and own in (None, one.is_own)]


def own_offers_of(profile: MentorProfile) -> Sequence[Offer]:
    """The last fifty with which the mentor offered themselves, the newest first."""
    mine = Offer.profile_id == profile.id, Offer.made_by_id == profile.person_id
    rows = select(Offer).where(*mine).order_by(Offer.id.desc()).limit(50)
    return db.session.scalars(rows.options(joinedload(Offer.team))).all()


class Welcoming(NamedTuple):
    """A team mentors may write to, its newest public idea, what it needs and the mentor can."""

    team: Team
    idea: Idea | None
    needs: list[str]
    shared: set[str]


def teams_for(profile: MentorProfile) -> list[Welcoming]:
    """Teams of grown-ups which said that mentors may, whom this one could help first.

    The mentor's own teams and those accompanied now are left out; at most fifty are shown.
    """
    rows = select(Team).where(Team.closed_at.is_(None), Team.mentors_welcome_until > now())
    newest = rows.order_by(Team.mentors_welcome_until.desc(), Team.id).limit(200)
    with_me = {work.team_id for work in present_teams_of(profile)}
    teams = [
        team
        for team in db.session.scalars(newest).all()
        if team.welcomes_mentors and team.id not in with_me and not team.includes(profile.person)
    ]
    ideas = _told_ideas_of([team.id for team in teams])
    found = [_welcoming(team, ideas.get(team.id), profile) for team in teams]
    return sorted(found, key=lambda one: -len(one.shared))[:MOST_TEAMS]


def _welcoming(team: Team, idea: Idea | None, profile: MentorProfile) -> Welcoming:
    needs = idea.concepts(Purpose.NEED) if idea is not None else []
    return Welcoming(team, idea, needs, {*needs} & {*profile.levels})


def _told_ideas_of(teams: Sequence[UUID]) -> dict[UUID | None, Idea]:
    """The newest idea each of these teams tells everybody."""
    rows = public_ideas().where(Idea.team_id.in_(teams), Idea.visibility == Visibility.PUBLIC)
    oldest_first = rows.order_by(None).order_by(Idea.created_at, Idea.id)
    ideas = db.session.scalars(oldest_first.options(selectinload(Idea.tags))).all()
    return {idea.team_id: idea for idea in ideas}


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
