"""Who works with whom, and who cannot."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import bindparam, literal, select, union_all
from sqlalchemy.orm import joinedload, lazyload, selectinload

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.conversations.domain import Part, Seat, Table
from mentorhub.conversations.queries import named_officer
from mentorhub.entries.models import Entry, EntryState
from mentorhub.ideas.models import Idea, Visibility
from mentorhub.ideas.queries import public_ideas
from mentorhub.mentoring.models import (
    OPEN_STATES,
    MentorProfile,
    MentorRequest,
    Mentorship,
    RequestState,
)
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team, Tie, TieKind


def mentorships_of(profile: MentorProfile) -> Sequence[Mentorship]:
    """The teams a mentor works or worked with, present ones first."""
    rows = (
        select(Mentorship)
        .where(Mentorship.profile_id == profile.id)
        .options(joinedload(Mentorship.team).lazyload(Team.members))
        .order_by(Mentorship.ended_at.is_not(None), Mentorship.id.desc())
        .limit(50)
    )
    return db.session.scalars(rows).all()


def present_teams_of(profile: MentorProfile) -> Sequence[Mentorship]:
    """The work of a mentor that goes on, the first to come first."""
    mine = Mentorship.profile_id == profile.id, Mentorship.ended_at.is_(None)
    return db.session.scalars(select(Mentorship).where(*mine).order_by(Mentorship.id)).all()


def present_work_of(team: Team) -> Sequence[Mentorship]:
    """The mentors who work with a team today, the first to come first."""
    rows = select(Mentorship).where(Mentorship.team_id == team.id, Mentorship.ended_at.is_(None))
    profile = joinedload(Mentorship.profile).joinedload(MentorProfile.person)
    return db.session.scalars(rows.options(profile).order_by(Mentorship.id)).all()


def worked_with(keys: Collection[UUID] | None = None) -> Sequence[Mentorship]:
    """The teams mentors, or these of them, work or worked with, and what these had asked for."""
    rows = select(Mentorship).options(
        joinedload(Mentorship.team).lazyload(Team.members), joinedload(Mentorship.request)
    )
    of_these = rows if keys is None else rows.where(Mentorship.profile_id.in_(keys))
    return db.session.scalars(of_these.order_by(Mentorship.id.desc())).all()


def keys_of_work() -> dict[UUID, UUID]:
    """Every work together, present and past, to the mentor's profile."""
    return dict(db.session.execute(select(Mentorship.id, Mentorship.profile_id)).all())


def decided() -> Sequence[MentorRequest]:
    """What mentors accepted or declined, the newest ten thousand, with team, idea and mentor."""
    rows = select(MentorRequest).where(
        MentorRequest.state.in_((RequestState.ACCEPTED, RequestState.DECLINED))
    )
    whole = rows.options(
        joinedload(MentorRequest.team).options(lazyload(Team.members), lazyload(Team.unit)),
        joinedload(MentorRequest.idea).selectinload(Idea.tags),
        joinedload(MentorRequest.profile),
    )
    return db.session.scalars(whole.order_by(MentorRequest.id.desc()).limit(10_000)).all()


def ideas_to_learn(limit: int) -> Sequence[Idea]:
    """What teams tell everybody, the newest first."""
    is_told = Idea.visibility == Visibility.PUBLIC
    rows = public_ideas().where(Idea.team_id.is_not(None), is_told).limit(limit)
    team = joinedload(Idea.team).options(lazyload(Team.members), lazyload(Team.unit))
    return db.session.scalars(rows.options(selectinload(Idea.tags), team)).all()


def told_idea_of(team: Team) -> Idea | None:
    """The newest idea the team tells everybody: neither a draft nor what is kept back."""
    rows = public_ideas().where(Idea.team_id == team.id, Idea.visibility == Visibility.PUBLIC)
    newest = rows.order_by(None).order_by(Idea.created_at.desc(), Idea.id.desc())
    return db.session.scalar(newest.options(selectinload(Idea.tags)).limit(1))


def present_ties(work: Mentorship) -> Sequence[Tie]:
    """The tie that judging reads, of a mentor and a team who work together."""
    rows = select(Tie).where(
        Tie.team_id == work.team_id,
        Tie.person_id == work.profile.person_id,
        Tie.kind == TieKind.MENTOR,
        Tie.until.is_(None),
    )
    return db.session.scalars(rows).all()


# written once: composing them costs as much as asking them
TIED = union_all(
    select(Mentorship.profile_id, literal("together")).where(
        Mentorship.team_id == bindparam("team"), Mentorship.ended_at.is_(None)
    ),
    select(MentorRequest.profile_id, literal("declined")).where(
        MentorRequest.team_id == bindparam("team"), MentorRequest.state == RequestState.DECLINED
    ),
    select(MentorRequest.profile_id, literal("asked")).where(
        MentorRequest.team_id == bindparam("team"),
        MentorRequest.state.in_(OPEN_STATES),
        MentorRequest.expires_at > bindparam("moment"),
    ),
)
JURORS = (
    select(Juror.person_id)
    .join(Contest, Contest.id == Juror.contest_id)
    .join(Entry, Entry.contest_id == Contest.id)
    .where(
        Entry.team_id == bindparam("team"),
        Entry.state != EntryState.WITHDRAWN,
        Contest.published_at.is_(None),
        Juror.state.in_((JurorState.INVITED, JurorState.ACCEPTED)),
    )
)


def profiles_tied_to(team: Team) -> dict[str, set[UUID]]:
    """Profiles the team works `together` with now, has `asked`, or was `declined` by once."""
    tied: dict[str, set[UUID]] = {"together": set(), "declined": set(), "asked": set()}
    for key, why in db.session.execute(TIED, {"team": team.id, "moment": now()}):
        tied[why].add(key)
    return tied


def jurors_of(team: Team) -> Sequence[UUID]:
    """Who sits, or is invited to sit, on a jury the team will meet: never told to anybody."""
    return [person for person in db.session.scalars(JURORS, {"team": team.id}) if person]


def mentorships_with(person: Person) -> Sequence[UUID]:
    """The work together of a person's teams, present and past."""
    rows = (
        select(Mentorship.id)
        .join(Member, Member.team_id == Mentorship.team_id)
        .where(Member.person_id == person.id, Member.left_at.is_(None))
    )
    return db.session.scalars(rows).all()


def table_of_mentorship(key: UUID) -> Table | None:
    """The mentor and the team; with somebody under 18 in it, an officer as well.

    A minor sits there while mentoring is agreed to, and from then on no longer.
    """
    work = db.session.get(Mentorship, key)
    if work is None:
        return None
    team, mentor = work.team, work.profile.person
    people = [member.person for member in team.members]
    speaking = [p for p in people if p.agrees_to(Purpose.MENTOR_CONTACT)]
    seats = [Seat(person, Part.MEMBER) for person in speaking]
    officer = None
    if team.has_a_minor:
        officer = named_officer(team.unit, besides={mentor.id, *(p.id for p in people)})
    return Table(
        title=team.name,
        unit=team.unit,
        seats=(
            *seats,
            Seat(mentor, Part.MENTOR),
            *([Seat(officer, Part.OFFICER)] if officer else []),
        ),
        guarded=team.has_a_minor,
        is_open=work.ended_at is None,
        back=("home.team", {"team_id": team.id}),
    )
