"""What waits for a person: one statement for each kind of work, however much of it there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import contains_eager, lazyload, load_only

from mentorhub.accounts.models import WAITS_FOR_A_SECOND, Approval, Person
from mentorhub.contests.models import (
    Amendment,
    Change,
    Contest,
    ContestState,
    Juror,
    JurorState,
    Organiser,
)
from mentorhub.contests.models.changes import LASTS
from mentorhub.entries.models import Entry, EntryState
from mentorhub.entries.queries import units_short
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.mentoring.models import (
    OPEN_STATES,
    MentorProfile,
    MentorRequest,
    MentorState,
)
from mentorhub.organisations.queries import within
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.teams.models import Member, Team, Tie
from mentorhub.units.models import Unit

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat on a jury with what is done and what is left; no score is looked at."""

    juror_id: UUID
    contest_id: UUID
    title: Translated
    is_accepted: bool
    closes_at: datetime | None
    done: int
    total: int


# Each statement is written once: composing it costs as much as asking it.
PERSON: Any = bindparam("person")
MOMENT = bindparam("moment", type_=MentorRequest.expires_at.type)
TEAMS: Any = bindparam("teams", expanding=True)
TEAMS_OF = (
    select(Team)
    .join(Member, Member.team_id == Team.id)
    .where(Member.person_id == PERSON, Member.left_at.is_(None), Team.closed_at.is_(None))
    .options(lazyload(Team.members))
    .order_by(Team.id.desc())
    .limit(SHOWN)
)
IDEAS_OF = (
    select(Idea)
    .where(
        (Idea.author_id == PERSON) | Idea.team_id.in_(TEAMS),
        Idea.state.not_in((IdeaState.DUPLICATE, IdeaState.NOT_TAKEN_UP)),
    )
    .options(load_only(Idea.team_id, Idea.title, Idea.titles, Idea.sector, Idea.state))
    .order_by(Idea.id.desc())
    .limit(SHOWN)
)
ENTRIES_OF = (
    select(Entry)
    .join(Entry.contest)
    .where(Entry.team_id.in_(TEAMS), Entry.state != EntryState.WITHDRAWN)
    .options(
        load_only(
            *(Entry.title, Entry.state, Entry.reached_stage),
            *(Entry.extended_until, Entry.asked_until),
        ),
        contains_eager(Entry.contest).load_only(
            *(Contest.title, Contest.state, Contest.opens_at, Contest.closes_at),
            *(Contest.judged_stage, Contest.more_until),
            *(Contest.scoring_opened_at, Contest.scoring_closed_at),
        ),
    )
    .order_by(Contest.closes_at.desc())
    .limit(SHOWN)
)
MENTORED = select(Tie.team_id).where(Tie.team_id.in_(TEAMS), Tie.until.is_(None))
REQUESTS_TO = select(
    MentorProfile.state,
    select(func.count(MentorRequest.id))
    .where(
        MentorRequest.profile_id == MentorProfile.id,
        MentorRequest.state.in_(OPEN_STATES),
        MentorRequest.expires_at > MOMENT,
    )
    .scalar_subquery(),
).where(MentorProfile.person_id == PERSON)
SEATS_OF: Any = (
    select(Juror.id, Contest.id, Contest.title, Juror.state, Contest.scoring_closes_at)
    .add_columns(func.count(Scorecard.id).filter(Scorecard.state == CardState.SUBMITTED))
    .add_columns(func.count(Scorecard.id).filter(Scorecard.state != CardState.VOID))
    .join(Juror.contest)
    .outerjoin(
        Scorecard,
        and_(Scorecard.juror_id == Juror.id, Scorecard.stage == Contest.judged_stage),
    )
    .where(
        Juror.person_id == PERSON,
        Juror.state.in_((JurorState.ACCEPTED, JurorState.INVITED)),
        Contest.published_at.is_(None),
    )
    .group_by(Juror.id, Contest.id)
    .order_by(Juror.id)
)
CONTESTS_RUN_BY = (
    select(Contest)
    .join(Organiser, Organiser.contest_id == Contest.id)
    .where(Organiser.person_id == PERSON, Contest.state != ContestState.CANCELLED)
    .options(
        load_only(
            *(Contest.title, Contest.closes_at, Contest.scoring_closed_at, Contest.published_at)
        )
    )
    .order_by(Contest.id.desc())
    .limit(SHOWN)
)
# A change since then makes void what was asked for before it.
LAST_CHANGE = select(func.coalesce(func.max(Change.number), 0)).where(
    Change.contest_id == Contest.id
)
AMENDMENTS_FOR = (
    select(Amendment)
    .join(Amendment.approval)
    .join(Amendment.contest)
    .join(Organiser, Organiser.contest_id == Contest.id)
    .where(
        Organiser.person_id == PERSON,
        Contest.state != ContestState.CANCELLED,
        Contest.published_at.is_(None),
        Approval.asked_by_id != PERSON,
        WAITS_FOR_A_SECOND,
        Approval.asked_at > MOMENT,
        Amendment.base == LAST_CHANGE.correlate(Contest).scalar_subquery(),
    )
    .options(contains_eager(Amendment.approval), contains_eager(Amendment.contest))
    .order_by(Amendment.id)
    .limit(SHOWN)
)


ASKING_UNITS = (
    select(Contest)
    .where(
        Contest.unit_id.in_(bindparam("parents", expanding=True)),
        Contest.state == ContestState.ANNOUNCED,
        Contest.unit_min.is_not(None),
        Contest.opens_at <= MOMENT,
        Contest.closes_at > MOMENT,
    )
    .order_by(Contest.closes_at)
    .limit(SHOWN)
)


def teams_of(person: Person) -> Sequence[Team]:
    return db.session.scalars(TEAMS_OF, {"person": person.id}).all()


def ideas_of(person: Person, teams: Sequence[Team]) -> Sequence[Idea]:
    """What the person wrote, or a team of theirs works on; the newest first."""
    facts = {"person": person.id, "teams": [team.id for team in teams]}
    return db.session.scalars(IDEAS_OF, facts).all()


def entries_of(teams: Sequence[Team]) -> Sequence[Entry]:
    """Entries of these teams whose contest is not over."""
    return db.session.scalars(ENTRIES_OF, {"teams": [team.id for team in teams]}).all()


def mentored_teams(teams: Sequence[Team]) -> set[UUID]:
    """Which of these teams have a mentor."""
    return set(db.session.scalars(MENTORED, {"teams": [team.id for team in teams]}))


def requests_to(person: Person) -> tuple[bool, int]:
    """Is the person a mentor, and how many requests wait for an answer?"""
    found = db.session.execute(REQUESTS_TO, {"person": person.id, "moment": now()}).first()
    return (False, 0) if found is None or found[0] is MentorState.LEFT else (True, found[1])


def seats_of(person: Person) -> list[Seat]:
    """Juries the person sits in or is asked to join, until the results are out."""
    return [
        Seat(juror, contest, title, state is JurorState.ACCEPTED, closes, ready, all_of_them)
        for juror, contest, title, state, closes, ready, all_of_them in db.session.execute(
            SEATS_OF, {"person": person.id}
        )
    ]


def contests_run_by(person: Person) -> Sequence[Contest]:
    return db.session.scalars(CONTESTS_RUN_BY, {"person": person.id}).all()


def amendments_for(person: Person) -> Sequence[Amendment]:
    """What a second organiser of the contest can still agree to, and the person did not ask for."""
    facts = {"person": person.id, "moment": now() - LASTS}
    return db.session.scalars(AMENDMENTS_FOR, facts).all()


def entries_owed(units: Sequence[Unit]) -> list[tuple[Unit, int, Contest]]:
    """What these very units still owe to open contests, each with how many entries they sent."""
    parents = {unit.parent_id for unit in units} - {None}
    if not parents:
        return []
    own = {unit.id for unit in units}
    found = db.session.scalars(ASKING_UNITS, {"parents": list(parents), "moment": now()})
    return [(unit, n, one) for one in found for unit, n in units_short(one) if unit.id in own]


def waiting_for_review(units: Sequence[Unit]) -> int:
    """Ideas sent to these units and those below them."""
    if not units:
        return 0
    rows = select(func.count(Idea.id)).join(Idea.unit)
    return db.session.scalar(rows.where(Idea.state == IdeaState.SENT, within(units))) or 0
