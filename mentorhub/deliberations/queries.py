"""The room: who may hear of which entry, what is said of it, and what the jury decided."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.deliberations.models import Deliberation, Discussion, JurorVote, Matter, Motion
from mentorhub.entries.models import Entry
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.judging.queries import cards_in, conflicts_in, entries_in
from mentorhub.platform.db import db
from mentorhub.teams.models import Team


def deliberation_of(contest: Contest) -> Deliberation | None:
    """Of the stage the contest is in."""
    return db.session.scalar(_of(contest).options(joinedload(Deliberation.approval)))


def agenda(deliberation: Deliberation) -> Sequence[Discussion]:
    entry = joinedload(Discussion.entry, innerjoin=True)
    return db.session.scalars(
        select(Discussion)
        .where(Discussion.deliberation_id == deliberation.id)
        .options(entry.joinedload(Entry.team, innerjoin=True).lazyload(Team.members))
        .order_by(Discussion.position)
    ).all()


def motions_of(deliberation: Deliberation) -> Sequence[Motion]:
    return db.session.scalars(
        select(Motion)
        .where(Motion.deliberation_id == deliberation.id)
        .options(selectinload(Motion.votes))
        .order_by(Motion.id)
    ).all()


def heard_by(person: Person, contest: Contest) -> set[UUID]:
    """Entries of this stage whose sheet the person submitted as a sitting juror without conflict.

    Permission matrix, D: whoever did not read an entry, or is close to it, is out of the room.
    """
    mine = {
        (card.juror_id, card.entry_id)
        for card in db.session.scalars(
            select(Scorecard)
            .join(Scorecard.juror)
            .where(
                Scorecard.contest_id == contest.id,
                Scorecard.stage == contest.judged_stage,
                Scorecard.state == CardState.SUBMITTED,
                Juror.person_id == person.id,
                Juror.state == JurorState.ACCEPTED,
            )
        )
    }
    return {entry for juror, entry in mine - set(conflicts_in(contest))} if mine else set()


def seat_of(person: Person, contest: Contest) -> Juror | None:
    return db.session.scalar(
        select(Juror).where(
            Juror.contest_id == contest.id,
            Juror.person_id == person.id,
            Juror.state == JurorState.ACCEPTED,
        )
    )


def must_leave(contest: Contest) -> dict[UUID, set[UUID]]:
    """{entry: the sitting jurors who are out of the room while it is talked about}."""
    found: dict[UUID, set[UUID]] = {entry.id: set() for entry in entries_in(contest)}
    for juror, entry in conflicts_in(contest):
        if entry in found:
            found[entry].add(juror)
    return found


@dataclass(frozen=True)
class Reading:
    """One juror's submitted sheet of an entry: points by rubric line, notes, total."""

    juror: Juror
    points: dict[UUID, Decimal]
    notes: dict[UUID, str]
    total: Decimal


def readings_of(discussion: Discussion, known: Collection[UUID]) -> list[Reading]:
    """Submitted sheets of its stage, without any that a conflict has made void; totals are of the
    criteria that are `known`."""
    out = must_leave(discussion.deliberation.contest).get(discussion.entry_id, set())
    cards = db.session.scalars(
        select(Scorecard)
        .where(
            Scorecard.entry_id == discussion.entry_id,
            Scorecard.stage == discussion.deliberation.stage,
            Scorecard.state == CardState.SUBMITTED,
        )
        .options(joinedload(Scorecard.juror).joinedload(Juror.person))
        .order_by(Scorecard.juror_id)
    )
    return [
        Reading(
            juror=card.juror,
            points=card.points,
            notes={mark.line_id: mark.note for mark in card.marks if mark.note},
            total=sum(
                (points for line, points in card.points.items() if line in known), Decimal(0)
            ),
        )
        for card in cards
        if card.juror_id not in out
    ]


def decided_order(contest: Contest) -> dict[str, int]:
    """{entry id as hex: place among equals} of the motions the jury carried, the last one first."""
    return {
        key: place
        for motion in _carried(contest, Matter.ORDER)
        for key, place in motion.places.items()
    }


def carried_motions(contest: Contest) -> Sequence[Motion]:
    """What the jury decided in this stage, in the order it did."""
    return _carried(contest)


def settled_motions(contest: Contest) -> Sequence[Motion]:
    """Every vote that was settled, in whatever stage and however it came out, for the minutes."""
    found = (
        select(Motion)
        .join(Motion.deliberation)
        .where(Deliberation.contest_id == contest.id, Motion.settled_at.is_not(None))
        .options(selectinload(Motion.votes))
        .order_by(Deliberation.stage, Motion.settled_at, Motion.id)
    )
    return db.session.scalars(found).all()


def _carried(contest: Contest, *matters: Matter) -> Sequence[Motion]:
    found = (
        select(Motion)
        .join(Motion.deliberation)
        .where(
            Deliberation.contest_id == contest.id,
            Deliberation.stage == contest.judged_stage,
            Motion.carried.is_(True),
        )
        .options(selectinload(Motion.votes))
        .order_by(Motion.settled_at, Motion.id)
    )
    return db.session.scalars(found.where(Motion.matter.in_(matters)) if matters else found).all()


def vote_of(motion: Motion, juror: Juror) -> JurorVote | None:
    return db.session.scalar(
        select(JurorVote).where(JurorVote.motion_id == motion.id, JurorVote.juror_id == juror.id)
    )


def voters_of(motion: Motion) -> Collection[Juror]:
    """Sitting jurors who heard every entry it is about, and have no conflict with any."""
    contest = motion.deliberation.contest
    wanted, out = set(motion.entries), must_leave(contest)
    read: dict[UUID, set[UUID]] = {}
    jurors: dict[UUID, Juror] = {}
    for card in cards_in(contest):
        if card.is_submitted and card.juror.is_sitting:
            jurors[card.juror_id] = card.juror
            read.setdefault(card.juror_id, set()).add(card.entry_id)
    return [
        jurors[key]
        for key, entries in read.items()
        if wanted <= entries and not any(key in out.get(entry, ()) for entry in wanted)
    ]


def _of(contest: Contest) -> Select[Deliberation]:
    return select(Deliberation).where(
        Deliberation.contest_id == contest.id, Deliberation.stage == contest.judged_stage
    )
