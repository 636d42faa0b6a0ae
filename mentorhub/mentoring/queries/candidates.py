"""What the recommendation asks of mentors: plain columns for many, whole rows for those shown.

Each statement is written once: composing it costs as much as asking it.
"""

import json
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import String, bindparam, cast, func, select
from sqlalchemy.orm import joinedload, lazyload

from mentorhub.accounts.models import Person
from mentorhub.matching.domain.meeting import Meeting
from mentorhub.mentoring.domain.recommendation import Candidate
from mentorhub.mentoring.models import (
    OPEN_STATES,
    MentorProfile,
    MentorRequest,
    Mentorship,
    MentorSkill,
    MentorState,
)
from mentorhub.mentoring.queries.profiles import SHOWN
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

AMONG: Any = bindparam("keys", expanding=True)
PENDING = (
    select(func.count(MentorRequest.id))
    .where(
        MentorRequest.profile_id == MentorProfile.id,
        MentorRequest.state.in_(OPEN_STATES),
        MentorRequest.expires_at > bindparam("moment"),
    )
    .scalar_subquery()
)
TIMES_TOGETHER = (
    select(func.count(Mentorship.id))
    .where(Mentorship.profile_id == MentorProfile.id, Mentorship.team_id == bindparam("team"))
    .scalar_subquery()
)
# as text: a few different lists, each read once
LISTS = (MentorProfile.spoken, MentorProfile.formats, MentorProfile.free_times)
CANDIDATES: Any = (
    select(MentorProfile.id, MentorProfile.person_id)
    .add_columns(*(cast(listed, String) for listed in LISTS))
    .add_columns(Unit.id, Unit.latitude, Unit.longitude, MentorProfile.state)
    .add_columns(MentorProfile.capacity, MentorProfile.taken, MentorProfile.cleared_for_minors_at)
    .add_columns(PENDING, MentorProfile.requests_answered, MentorProfile.requests_seen)
    .add_columns(TIMES_TOGETHER, MentorProfile.reach_km)
    .join(Person, Person.id == MentorProfile.person_id)
    .outerjoin(Unit, Unit.id == Person.unit_id)
)
THESE = CANDIDATES.where(MentorProfile.id.in_(AMONG))
SHOWN_OF_THESE = THESE.where(SHOWN)
SKILLS = (
    select(MentorSkill.profile_id, MentorSkill.concept, MentorSkill.level)
    .where(MentorSkill.profile_id.in_(AMONG))
    .order_by(MentorSkill.position)
)
PROJECTS = (
    select(Mentorship.id, Team.name)
    .join(Team, Team.id == Mentorship.team_id)
    .where(Mentorship.profile_id.in_(AMONG))
)
PROFILES = (
    select(MentorProfile)
    .where(MentorProfile.id.in_(AMONG))
    .options(
        joinedload(MentorProfile.person).joinedload(Person.unit), lazyload(MentorProfile.skills)
    )
)


def candidates(team: Team, keys: Collection[UUID]) -> list[Candidate]:
    """Those of the directory among these, as they are now; their skills are asked for later."""
    facts = {"keys": list(keys), "team": team.id, "moment": now()}
    return [_candidate(*row) for row in db.session.execute(SHOWN_OF_THESE, facts)]


def candidate(team: Team, profile: MentorProfile) -> Candidate:
    """One mentor, whatever the state, with the skills."""
    facts = {"keys": [profile.id], "team": team.id, "moment": now()}
    found = _candidate(*db.session.execute(THESE, facts).one())
    return replace(found, skills=profile.levels)


def skills_of(keys: Collection[UUID]) -> dict[str, dict[str, int]]:
    """Profile → concept → level."""
    found: dict[str, dict[str, int]] = {}
    for key, concept, level in db.session.execute(SKILLS, {"keys": list(keys)}):
        found.setdefault(str(key), {})[concept] = level
    return found


def projects_of(keys: Collection[UUID]) -> dict[str, str]:
    """The past and present work of these mentors: its id, and the name of the team."""
    rows = db.session.execute(PROJECTS, {"keys": list(keys)})
    return {str(key): name for key, name in rows}


def profiles_among(keys: Collection[UUID]) -> dict[UUID, MentorProfile]:
    """With what a card of the recommendation shows."""
    rows = db.session.scalars(PROFILES, {"keys": list(keys)})
    return {profile.id: profile for profile in rows}


def _candidate(
    key: UUID,
    person: UUID,
    spoken: str,
    formats: str,
    times: str,
    unit: UUID | None,
    latitude: float | None,
    longitude: float | None,
    state: MentorState,
    capacity: int,
    taken: int,
    cleared_at: Any,
    pending: int,
    answers: int,
    requests: int,
    together: int,
    reach: int | None,
) -> Candidate:
    """From a row of `CANDIDATES`."""
    return Candidate(
        id=str(key),
        person=str(person),
        skills={},
        meeting=Meeting(_listed(spoken), _listed(formats), _listed(times), reach),
        unit=str(unit) if unit else "",
        point=(latitude, longitude) if latitude is not None and longitude is not None else None,
        is_active=state is MentorState.ACTIVE,
        places_left=max(0, capacity - taken),
        is_cleared=cleared_at is not None,
        pending=pending,
        answers=answers,
        requests=requests,
        worked_together=together,
    )


@lru_cache(maxsize=4096)
def _listed(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
