"""A mentor's profile is emptied and found no more; work that goes on ends, and the team is told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.conversations.models import Message, ReportState, SafetyReport, Thread
from mentorhub.mentoring.actions.profiles import forget_soon
from mentorhub.mentoring.models import (
    OPEN_STATES,
    MentorProfile,
    MentorRequest,
    Mentorship,
    MentorState,
    RequestState,
    WeightChoice,
)
from mentorhub.mentoring.queries import SEARCH
from mentorhub.platform import search
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping
from mentorhub.teams.models import Tie

EMPTY = Translated()


def profile_of(person_id: UUID) -> list[Plain]:
    profile = _profile(person_id)
    if profile is None:
        return []
    shown = {name: plain(getattr(profile, name)) for name in PROFILE}
    works = select(Mentorship).where(Mentorship.profile_id == profile.id)
    return [
        {
            **shown,
            "skills": [{"skill": one.concept, "level": one.level} for one in profile.skills],
            "teams": [
                {"team": w.team.name, "since": plain(w.since), "ended_at": plain(w.ended_at)}
                for w in db.session.scalars(works.order_by(Mentorship.id))
            ],
        }
    ]


PROFILE = (
    "headline",
    "bio",
    "boundaries",
    "language",
    "spoken",
    "formats",
    "reach_km",
    "free_times",
    "capacity",
    "hours_per_month",
    "state",
    "checked_at",
    "cleared_for_minors_at",
    "code_edition",
    "code_agreed_at",
    "left_at",
    "created_at",
    "edited_at",
)


def _profile(person_id: UUID) -> MentorProfile | None:
    return db.session.scalar(select(MentorProfile).where(MentorProfile.person_id == person_id))


def leave(person_id: UUID) -> None:
    """Requests that wait are closed, work that goes on ends; what was answered stays a fact."""
    profile = _profile(person_id)
    if profile is None:
        return
    _end_work(profile, db.session.get_one(Person, person_id))
    profile.skills.clear()
    search.forget(SEARCH, profile.id)
    db.session.flush()
    theirs = MentorRequest.profile_id == profile.id
    wordless = {"answer": "", "explanation": [], "parts": {}}
    db.session.execute(update(MentorRequest).where(theirs).values(**wordless))
    forget_soon()


def _end_work(profile: MentorProfile, person: Person) -> None:
    works = select(Mentorship).where(Mentorship.profile_id == profile.id)
    for work in db.session.scalars(works.where(Mentorship.ended_at.is_(None))):
        work.ended_at, work.end_reason = now(), ""
        record("mentorship.ended", work, by=person, team=work.team.name)
    ties = Tie.person_id == person.id, Tie.until.is_(None)
    db.session.execute(update(Tie).where(*ties).values(until=now()))
    waiting = select(MentorRequest).where(MentorRequest.profile_id == profile.id)
    for request in db.session.scalars(waiting.where(MentorRequest.state.in_(OPEN_STATES))):
        request.state = RequestState.CLOSED
        record("request.closed", request, by=None, team=request.team.name)
    profile.taken = 0


HOLDINGS = (
    Holding(
        MentorProfile,
        Matter.MENTORING,
        own="person_id",
        others=("cleared_by_id", "checked_by_id"),
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={
            "headline": EMPTY,
            "bio": EMPTY,
            "boundaries": EMPTY,
            "spoken": [],
            "formats": [],
            "free_times": [],
            "capacity": 0,
            "reach_km": None,
            "state": MentorState.LEFT,
        },
        export=profile_of,
        erase=leave,
    ),
    Holding(
        MentorRequest,
        Matter.MENTORING,
        own="asked_by_id",
        others=("proposed_by_id",),
        shown=("asked_at", "need", "first_meeting", "state", "answered_at"),
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={"need": "", "first_meeting": ""},
        words=("answer", "explanation", "parts"),
    ),
    Holding(
        WeightChoice,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "reason"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
    ),
)


def forget_messages(before: datetime) -> None:
    """Not where somebody still looks into a report about the conversation."""
    ended = select(Mentorship.id).where(Mentorship.ended_at < before)
    open_reports = SafetyReport.state == ReportState.OPEN, SafetyReport.thread_id.is_not(None)
    looked_into = select(SafetyReport.thread_id).where(*open_reports)
    about = Thread.subject_type == Mentorship.__name__, Thread.subject_id.in_(ended)
    old = select(Thread.id).where(*about, Thread.id.not_in(looked_into))
    db.session.execute(delete(Message).where(Message.thread_id.in_(old)))


RETENTION = (
    Keeping(
        "messages",
        _l("Messages between a team and its mentor, after the mentoring has ended"),
        365,
        _l("to look things up, and to look into a report"),
        forget_messages,
    ),
)
