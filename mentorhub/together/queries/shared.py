"""What a team and its mentor have agreed on, and who sits at their table."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from mentorhub.accounts.models import Person
from mentorhub.calendars.domain import Date, Kind
from mentorhub.conversations.domain import Table
from mentorhub.conversations.models import Thread
from mentorhub.conversations.queries import thread_about
from mentorhub.mentoring.models import MentorProfile, Mentorship
from mentorhub.mentoring.queries import table_of_mentorship
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Member
from mentorhub.together.domain import MeetingState, Side, Stage
from mentorhub.together.models import Commitment, Meeting, NextStep, Review

KEPT = timedelta(days=90)  # past meetings stay in a calendar for a season


def table_of(work: Mentorship) -> Table:
    """Who sits there today: the mentor, the team, and an officer where somebody is under 18."""
    table = table_of_mentorship(work.id)
    assert table is not None
    return table


def thread_of(work: Mentorship) -> Thread | None:
    return thread_about(Mentorship.__name__, work.id)


def is_paused(work: Mentorship) -> bool:
    """A report stops all of it, not the conversation alone."""
    thread = thread_of(work)
    return thread is not None and thread.is_frozen


def side_of(work: Mentorship, person: Any) -> Side:
    return Side.MENTOR if work.profile.person_id == person.id else Side.TEAM


def commitments(work: Mentorship) -> Sequence[Commitment]:
    """All that was ever written down, the newest first."""
    rows = select(Commitment).where(Commitment.mentorship_id == work.id)
    return db.session.scalars(rows.order_by(Commitment.id.desc())).all()


def agreed(work: Mentorship) -> Commitment | None:
    """What holds."""
    rows = commitments(work)
    return next((one for one in rows if one.agreed_at and not one.replaced_at), None)


def proposed(work: Mentorship) -> Commitment | None:
    """What waits for the other side."""
    return next((one for one in commitments(work) if one.is_proposed), None)


def was_renewed(work: Mentorship) -> bool:
    return any(one.renews and one.agreed_at for one in commitments(work))


def meetings(work: Mentorship) -> Sequence[Meeting]:
    """All but those called off, in the order in which they were proposed."""
    rows = select(Meeting).where(
        Meeting.mentorship_id == work.id, Meeting.state != MeetingState.CALLED_OFF
    )
    return db.session.scalars(rows.order_by(Meeting.id)).all()


def open_steps(work: Mentorship) -> Sequence[NextStep]:
    """What is still to be done, the most urgent first."""
    rows = (
        select(NextStep)
        .join(NextStep.meeting)
        .where(Meeting.mentorship_id == work.id, NextStep.done_at.is_(None))
        .order_by(NextStep.due, NextStep.id)
    )
    return db.session.scalars(rows).all()


def confirmed_minutes(work: Mentorship) -> int:
    """How long they met, as far as both sides say so."""
    held = (one for one in meetings(work) if one.confirmed_at is not None)
    return sum(one.minutes for one in held)


def meetings_of(person: Person, *, since: datetime) -> list[Meeting]:
    """Agreed meetings of a person's mentorings that may still be talked about, the first first.

    What lay ahead when a mentoring ended does not take place.
    """
    teams = select(Member.team_id).where(Member.person_id == person.id, Member.left_at.is_(None))
    profiles = select(MentorProfile.id).where(MentorProfile.person_id == person.id)
    rows = (
        select(Meeting)
        .join(Meeting.mentorship)
        .where(
            or_(Mentorship.team_id.in_(teams), Mentorship.profile_id.in_(profiles)),
            Meeting.state == MeetingState.AGREED,
            Meeting.begins_at > since,
            or_(Mentorship.ended_at.is_(None), Meeting.begins_at < Mentorship.ended_at),
        )
        .order_by(Meeting.begins_at, Meeting.id)
    )
    found = db.session.scalars(rows).all()
    return [one for one in found if _is_theirs(one.mentorship, person)]


def _is_theirs(work: Mentorship, person: Person) -> bool:
    return not is_paused(work) and table_of(work).seat_of(person) is not None


def dates_of(person: Person) -> list[Date]:
    """For a person's own calendar. Where they meet is left out: a feed may lie with anybody."""
    return [date_of(one) for one in meetings_of(person, since=now() - KEPT)]


def date_of(meeting: Meeting) -> Date:
    assert meeting.begins_at is not None
    return Date(
        Kind.MEETING,
        str(meeting.id),
        contest_id=None,
        contest={},
        at=meeting.begins_at,
        sequence=meeting.version,
        mentorship_id=meeting.mentorship_id,
        team=meeting.mentorship.team.name,
        minutes=meeting.minutes,
    )


def reviews(work: Mentorship) -> Sequence[Review]:
    """How both sides looked back, in the order of writing."""
    rows = select(Review).where(Review.mentorship_id == work.id)
    return db.session.scalars(rows.order_by(Review.id)).all()


def review_by(work: Mentorship, stage: Stage, side: Side) -> Review | None:
    wanted = (one for one in reviews(work) if one.stage is stage and one.side is side)
    return next(wanted, None)
