"""Whose dates they are, which teams have not sent their entry, and the feed behind an address."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload

from mentorhub.accounts.models import Person
from mentorhub.calendars.domain import BEFORE, BEFORE_MORE, UNITS_BEFORE, Date, Kind
from mentorhub.calendars.models import Feed
from mentorhub.contests.domain.deadline import Standing
from mentorhub.contests.models import Contest, ContestState, Juror, JurorState, Organiser
from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Member

# what features above know of a person's dates; app.py enters it
BESIDE: list[Callable[[Person], list[Date]]] = []
KEPT = timedelta(days=90)  # past contests stay in a feed for a season


also_dated: set[Callable[[Collection[UUID]], Iterable[Date]]] = set()
"""What features above this one date for everybody, of the contests with these keys."""


def of_contest(contest: Contest) -> list[Date]:
    """Every date everybody may know."""
    return [*_planned(contest), *_added({contest.id})]


def _added(contests: Collection[UUID]) -> list[Date]:
    return [date for look in also_dated for date in look(contests)] if contests else []


def _planned(contest: Contest) -> list[Date]:
    """As it was announced. Any edit of the contest makes them newer (`sequence`)."""
    about = _about(contest)
    opens = Date(Kind.OPENS, f"{contest.id}-opens", at=contest.opens_at, **about)
    closes = Date(Kind.CLOSES, str(contest.id), at=contest.closes_at, **about)
    stages = [
        Date(
            Kind.STAGE,
            str(stage.id),
            at=stage.first_day,
            until=stage.last_day,
            name=stage.name,
            **about,
        )
        for stage in contest.later_stages
    ]
    return [opens, closes, *stages]


def of_person(person: Person) -> list[Date]:
    """Of the contests somebody takes part in, judges or runs; and what only concerns them."""
    entries = db.session.scalars(_entries(person)).all()
    judged = set(db.session.scalars(_judged(person)))
    contests = _contests(person, {entry.contest_id for entry in entries} | judged)
    later = {entry.contest_id: entry for entry in entries if entry.has_more_time}
    found = [
        _of_the_team(date, later[contest.id]) if contest.id in later else date
        for contest in contests
        for date in _planned(contest)
    ]
    found += _added({contest.id for contest in contests if contest.is_published})
    for contest in contests:
        marks = contest.id in judged or contest.is_run_by(person)
        if marks and contest.scoring_closes_at and not contest.is_published:
            found.append(_scoring(contest, contest.scoring_closes_at))
    answering = (one for one in entries if not one.is_disqualified)
    found += [date for ask in BESIDE for date in ask(person)]
    found += [_answer(one, one.asked_until) for one in answering if one.asked_until]
    return [*found, *(_addition(one) for one in entries if one.may_add(now()))]


def _of_the_team(date: Date, entry: Entry) -> Date:
    """The deadline that was given to this team alone stands for that of the contest."""
    if date.kind is not Kind.CLOSES:
        return date
    newer = date.sequence + entry.version
    return replace(date, at=entry.deadline.closes_at, sequence=newer)


def _scoring(contest: Contest, at: datetime) -> Date:
    return Date(Kind.SCORING, f"{contest.id}-scoring", at=at, **_about(contest))


def _about(contest: Contest) -> dict[str, Any]:
    return {"contest_id": contest.id, "contest": contest.title, "sequence": contest.version}


def _addition(entry: Entry) -> Date:
    date = _answer(entry, entry.contest.more_until or now())
    key = f"{entry.id}-stage-{entry.reached_stage}"
    newer = entry.version + entry.contest.version
    return replace(date, kind=Kind.ADDITION, key=key, sequence=newer)


def _answer(entry: Entry, at: datetime) -> Date:
    contest = entry.contest
    return Date(
        Kind.ANSWER,
        f"{entry.id}-answer",
        contest_id=contest.id,
        contest=contest.title,
        at=at,
        sequence=entry.version,
        code=entry.code,
        entry_id=entry.id,
    )


def _entries(person: Person) -> Select[Entry]:
    return (
        select(Entry)
        .join(Member, Member.team_id == Entry.team_id)
        .where(
            Member.person_id == person.id,
            Member.left_at.is_(None),
            Entry.state != EntryState.WITHDRAWN,
        )
        .options(joinedload(Entry.contest), lazyload(Entry.team))
    )


def _judged(person: Person) -> Select[UUID]:
    seats = select(Juror.contest_id)
    return seats.where(Juror.person_id == person.id, Juror.state == JurorState.ACCEPTED)


def _contests(person: Person, ids: Collection[UUID]) -> Sequence[Contest]:
    run = select(Organiser.contest_id).where(Organiser.person_id == person.id)
    over = func.coalesce(Contest.published_at, Contest.closes_at)
    rows = (
        select(Contest)
        .where(
            or_(Contest.id.in_(ids), Contest.id.in_(run)),
            Contest.state != ContestState.CANCELLED,
            over > now() - KEPT,
        )
        .options(selectinload(Contest.stages), selectinload(Contest.organisers))
        .order_by(Contest.id)
    )
    return db.session.scalars(rows).all()


def feed_of(person: Person) -> Feed | None:
    """The address that is open."""
    rows = select(Feed).where(Feed.person_id == person.id, Feed.ended_at.is_(None))
    return db.session.scalar(rows)


def feed_behind(token_digest: str) -> Feed | None:
    """While it is open, and its person still here."""
    rows = (
        select(Feed)
        .join(Feed.person)
        .where(
            Feed.token_digest == token_digest,
            Feed.ended_at.is_(None),
            Person.closed_at.is_(None),
        )
    )
    return db.session.scalar(rows)


def not_sent(moment: datetime) -> Sequence[Entry]:
    """Drafts, and entries changed since, whose deadline is near enough for the first reminder.

    The deadline of the contest, or their own.
    """
    first = moment + timedelta(hours=max(BEFORE))
    rows = (
        select(Entry)
        .join(Entry.contest)
        .where(
            or_(
                Entry.state == EntryState.DRAFT,
                (Entry.state == EntryState.SUBMITTED) & Entry.unsent.is_not(None),
            ),
            Contest.state == ContestState.ANNOUNCED,
            Contest.opens_at <= moment,
            or_(
                Contest.closes_at.between(moment, first),
                Entry.extended_until.between(moment, first),
            ),
        )
        .options(contains_eager(Entry.contest))
        .order_by(Entry.id)
    )
    return db.session.scalars(rows).all()


def not_added(moment: datetime) -> Sequence[Entry]:
    """Entries that went on, have sent nothing of what the stage asks, and have a day or less."""
    added = exists().where(
        Receipt.entry_id == Entry.id,
        Receipt.standing == Standing.ADDED,
        Receipt.deadline == Contest.more_until,
    )
    rows = (
        select(Entry)
        .join(Entry.contest)
        .where(
            Entry.state == EntryState.SUBMITTED,
            Entry.reached_stage == Contest.judged_stage,
            Contest.more_until.between(moment, moment + timedelta(hours=max(BEFORE_MORE))),
            ~added,
        )
        .options(contains_eager(Entry.contest))
        .order_by(Entry.id)
    )
    return [one for one in db.session.scalars(rows).all() if one.may_add(moment)]


def asking_units(moment: datetime) -> Sequence[Contest]:
    """Open contests that want so many entries of each unit, with their deadline near."""
    rows = (
        select(Contest)
        .where(
            Contest.state == ContestState.ANNOUNCED,
            Contest.unit_min.is_not(None),
            Contest.opens_at <= moment,
            Contest.closes_at > moment,
            Contest.closes_at <= moment + UNITS_BEFORE,
        )
        .order_by(Contest.id)
    )
    return db.session.scalars(rows).all()
