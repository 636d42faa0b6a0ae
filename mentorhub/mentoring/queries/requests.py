"""Requests: who asked whom, and what waits."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select, update
from sqlalchemy.orm import joinedload

from mentorhub.mentoring.models import OPEN_STATES, MentorProfile, MentorRequest, RequestState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Team

IN_VAIN = (RequestState.DECLINED, RequestState.EXPIRED, RequestState.CLOSED)
FRESH = timedelta(days=30)


def requests(*, to: MentorProfile | None = None, by: Team | None = None) -> Select[MentorRequest]:
    """Requests with all their lists show, the newest first."""
    rows = select(MentorRequest).options(
        joinedload(MentorRequest.team),
        joinedload(MentorRequest.profile).joinedload(MentorProfile.person),
        joinedload(MentorRequest.idea),
    )
    chosen = rows.order_by(MentorRequest.id.desc())
    if to is not None:
        chosen = chosen.where(MentorRequest.profile_id == to.id)
    return chosen if by is None else chosen.where(MentorRequest.team_id == by.id)


def still_open(rows: Select[MentorRequest]) -> Sequence[MentorRequest]:
    """Those that wait for an answer, the one that expires first first."""
    order = (MentorRequest.expires_at, MentorRequest.id)
    return db.session.scalars(rows.where(*is_open()).order_by(None).order_by(*order)).all()


def answered(rows: Select[MentorRequest]) -> Sequence[MentorRequest]:
    """The last fifty that wait for nothing any more."""
    return db.session.scalars(rows.where(~and_(*is_open())).limit(50)).all()


def is_open() -> tuple[ColumnElement[bool], ...]:
    return MentorRequest.state.in_(OPEN_STATES), MentorRequest.expires_at > now()


def in_vain(team: Team) -> MentorRequest | None:
    """The request a team sent last, where it brought no mentor and the team has found none since.

    Asked more than a month ago it is no news any more.
    """
    newest = db.session.scalar(requests(by=team).limit(1))
    if newest is None or newest.state not in IN_VAIN or newest.asked_at < now() - FRESH:
        return None
    return newest


def request_for_page(key: UUID) -> MentorRequest | None:
    return db.session.scalar(requests().where(MentorRequest.id == key))


def overdue() -> Sequence[MentorRequest]:
    """Requests nobody answered in time, still marked as open."""
    late = (MentorRequest.state.in_(OPEN_STATES), MentorRequest.expires_at <= now())
    rows = requests().where(*late).order_by(None).order_by(MentorRequest.profile_id)
    return db.session.scalars(rows.limit(500)).all()


def unreminded(asked_before: datetime, reminders: int) -> Sequence[MentorRequest]:
    """Open requests asked before a moment whose mentor was reminded so many times."""
    late = (MentorRequest.asked_at <= asked_before, MentorRequest.reminders == reminders)
    waiting = MentorRequest.state == RequestState.OPEN
    return db.session.scalars(requests().where(*late, waiting).limit(500)).all()


def count_answer(profile: MentorProfile, *, answered: bool) -> None:
    """One more request came to its end, with or without an answer. Nobody edited the profile."""
    db.session.execute(
        update(MentorProfile)
        .where(MentorProfile.id == profile.id)
        .values(
            requests_seen=MentorProfile.requests_seen + 1,
            requests_answered=MentorProfile.requests_answered + int(answered),
        )
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(profile, ["requests_seen", "requests_answered"])


def waits_of_each(keys: Collection[UUID]) -> dict[UUID, list[timedelta]]:
    """The same for several mentors at once: profile → how long the last answers took."""
    rows = (
        select(MentorRequest.profile_id, MentorRequest.asked_at, MentorRequest.answered_at)
        .where(MentorRequest.profile_id.in_(keys), MentorRequest.answered_at.is_not(None))
        .order_by(MentorRequest.id.desc())
        .limit(20 * len(keys))
    )
    waits: dict[UUID, list[timedelta]] = {}
    for key, since, until in db.session.execute(rows):
        if until:
            waits.setdefault(key, []).append(until - since)
    return waits


def waits_of(profile: MentorProfile) -> list[timedelta]:
    """How long the last twenty answers of a mentor took."""
    rows = (
        select(MentorRequest.asked_at, MentorRequest.answered_at)
        .where(MentorRequest.profile_id == profile.id, MentorRequest.answered_at.is_not(None))
        .order_by(MentorRequest.id.desc())
        .limit(20)
    )
    return [until - since for since, until in db.session.execute(rows) if until]
