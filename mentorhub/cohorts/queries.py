"""Cohorts, and what their teams and mentors are to each other: one statement for all of them."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, exists, func, literal, select, union_all
from sqlalchemy.orm import joinedload, lazyload, selectinload

from mentorhub.cohorts.models import Cohort, CohortMentor, CohortTeam, Sending
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Entry, EntryState
from mentorhub.ideas.models import Idea, Visibility
from mentorhub.ideas.queries import public_ideas
from mentorhub.matching.domain.analyser import fold
from mentorhub.mentoring.models import (
    OPEN_STATES,
    MentorProfile,
    MentorRequest,
    Mentorship,
    MentorState,
    RequestState,
)
from mentorhub.mentoring.queries.profiles import TAKING
from mentorhub.organisations.queries import within
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team
from mentorhub.units.models import Unit

MOST = 200
PRESENT = (Mentorship.ended_at.is_(None),)
Pair = tuple[UUID, UUID]


def cohorts_within(units: Iterable[Unit]) -> Sequence[Cohort]:
    """Those of these units and below, open ones first, the newest first."""
    rows = select(Cohort).join(Unit, Unit.id == Cohort.unit_id).where(within(units))
    order = (Cohort.closed_at.is_not(None), Cohort.id.desc())
    counted = (selectinload(Cohort.places), selectinload(Cohort.seats))
    return db.session.scalars(rows.options(*counted).order_by(*order).limit(100)).all()


def due() -> Sequence[Cohort]:
    """Those whose week is over."""
    rows = select(Cohort).where(Cohort.closed_at.is_(None), Cohort.next_at <= now())
    return db.session.scalars(rows.order_by(Cohort.id)).all()


def teams_to_choose(unit: Unit, *, text: str = "", alone: bool = True) -> Sequence[Team]:
    """Open teams of a unit and below by name; `alone`: only those nobody mentors."""
    rows = select(Team).join(Unit, Unit.id == Team.unit_id)
    rows = rows.where(within([unit]), Team.closed_at.is_(None))
    if text:
        rows = rows.where(Team.name_key.contains(fold(text), autoescape=True))
    if alone:
        rows = rows.where(~exists().where(Mentorship.team_id == Team.id, *PRESENT))
    return db.session.scalars(_plain_teams(rows).order_by(Team.name_key).limit(MOST)).all()


def mentors_to_choose(*, language: str = "", free: bool = True) -> Sequence[MentorProfile]:
    """Checked mentors in the order of the directory; `free`: only those with a place."""
    rows = select(MentorProfile).where(MentorProfile.state == MentorState.ACTIVE)
    if free:
        rows = rows.where(*TAKING)
    order = rows.order_by(MentorProfile.id.desc())
    found = db.session.scalars(order.limit(2 * MOST)).all()
    return [one for one in found if not language or language in one.spoken][:MOST]


def _plain_teams(rows: Select[Team]) -> Select[Team]:
    return rows.options(lazyload(Team.members))


def teams_in(cohort: Cohort) -> Sequence[Team]:
    """With the people in them, by id: the order in which rows are held."""
    rows = select(Team).join(CohortTeam, CohortTeam.team_id == Team.id)
    people = selectinload(Team.members).joinedload(Member.person)
    return db.session.scalars(
        rows.where(CohortTeam.cohort_id == cohort.id).options(people).order_by(Team.id)
    ).all()


def profiles_in(cohort: Cohort) -> Sequence[MentorProfile]:
    rows = select(MentorProfile).join(CohortMentor, CohortMentor.profile_id == MentorProfile.id)
    mine = rows.where(CohortMentor.cohort_id == cohort.id)
    return db.session.scalars(mine.order_by(MentorProfile.id)).all()


def told_ideas(teams: Collection[UUID]) -> dict[UUID, Idea]:
    """The newest idea of each team among those it tells everybody.

    Drafts and what is kept back are not read: whoever looks at a cohort may not know them.
    """
    told = public_ideas().where(Idea.team_id.in_(teams), Idea.visibility == Visibility.PUBLIC)
    found = db.session.scalars(
        told.options(selectinload(Idea.tags)).order_by(None).order_by(Idea.created_at, Idea.id)
    )
    return {idea.team_id: idea for idea in found if idea.team_id}


def ties_of(teams: Collection[UUID]) -> dict[str, set[Pair]]:
    """Pairs (team, profile) who work `together`, `asked` and wait, or `declined` once."""
    asked = MentorRequest.state.in_(OPEN_STATES), MentorRequest.expires_at > now()
    request = select(MentorRequest.team_id, MentorRequest.profile_id)
    rows = union_all(
        select(Mentorship.team_id, Mentorship.profile_id, literal("together")).where(
            Mentorship.team_id.in_(teams), Mentorship.ended_at.is_(None)
        ),
        request.add_columns(literal("asked")).where(MentorRequest.team_id.in_(teams), *asked),
        request.add_columns(literal("declined")).where(
            MentorRequest.team_id.in_(teams), MentorRequest.state == RequestState.DECLINED
        ),
    )
    ties: dict[str, set[Pair]] = {"together": set(), "asked": set(), "declined": set()}
    for team, profile, why in db.session.execute(rows):
        ties[why].add((team, profile))
    return ties


def times_together(teams: Collection[UUID]) -> dict[Pair, int]:
    """How often a pair worked together, present work included."""
    rows = select(Mentorship.team_id, Mentorship.profile_id, func.count(Mentorship.id))
    grouped = rows.where(Mentorship.team_id.in_(teams)).group_by(
        Mentorship.team_id, Mentorship.profile_id
    )
    return {(team, profile): many for team, profile, many in db.session.execute(grouped)}


def jurors_of_teams(teams: Collection[UUID]) -> set[Pair]:
    """(team, person) who sits on a jury the team will meet: never told to anybody."""
    rows = (
        select(Entry.team_id, Juror.person_id)
        .join(Contest, Contest.id == Entry.contest_id)
        .join(Juror, Juror.contest_id == Contest.id)
        .where(
            Entry.team_id.in_(teams),
            Entry.state != EntryState.WITHDRAWN,
            Contest.published_at.is_(None),
            Juror.state.in_((JurorState.INVITED, JurorState.ACCEPTED)),
        )
    )
    return {(team, person) for team, person in db.session.execute(rows) if person}


def sendings_of(cohort: Cohort) -> Sequence[Sending]:
    """What was sent, the newest first, with team and mentor."""
    request = joinedload(Sending.request)
    whole = (
        request.joinedload(MentorRequest.team).lazyload(Team.members),
        request.joinedload(MentorRequest.profile).lazyload(MentorProfile.skills),
    )
    rows = select(Sending).where(Sending.cohort_id == cohort.id).options(*whole)
    return db.session.scalars(rows.order_by(Sending.id.desc()).limit(MOST)).all()
