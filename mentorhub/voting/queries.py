"""Which entries stand, what somebody chose, and the ballots as the count looks at them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.contests.models import Contest, Juror, JurorState, Organiser
from mentorhub.entries.models import Entry, EntryState, Participant
from mentorhub.ideas.domain.limits import counts_from
from mentorhub.ideas.models import Idea, Visibility
from mentorhub.platform.db import db
from mentorhub.platform.once import once_a_page
from mentorhub.teams.models import Member, Team, Tie
from mentorhub.voting.domain import Cast, Ground
from mentorhub.voting.models import Ballot, BallotRuling, PublicVote, StoodAside, VoteCount

# written once: composing a statement costs as much as asking it
VOTE = select(PublicVote).where(PublicVote.contest_id == bindparam("contest"))


@once_a_page
def vote_of(contest: Contest) -> PublicVote | None:
    return db.session.scalar(VOTE, {"contest": contest.id})


def standing(vote: PublicVote) -> Sequence[Entry]:
    """Entries one may choose: sent, let through, not stood aside; of no confidential idea.

    In the order of their numbers.
    """
    aside = exists().where(StoodAside.vote_id == vote.id, StoodAside.entry_id == Entry.id)
    hidden = exists().where(Idea.id == Entry.idea_id, Idea.visibility == Visibility.CONFIDENTIAL)
    return db.session.scalars(
        select(Entry)
        .where(
            Entry.contest_id == vote.contest_id,
            Entry.state == EntryState.SUBMITTED,
            Entry.reached_stage >= vote.stage,
            ~aside,
            ~hidden,
        )
        .options(joinedload(Entry.team, innerjoin=True).lazyload(Team.members))
        .order_by(Entry.number, Entry.id)
    ).all()


def ballot_of(vote: PublicVote, person: Person) -> Ballot | None:
    return db.session.scalar(
        select(Ballot).where(Ballot.vote_id == vote.id, Ballot.person_id == person.id)
    )


def has_ballots(vote: PublicVote) -> bool:
    rows = select(Ballot.id).where(Ballot.vote_id == vote.id)
    return db.session.scalar(rows.limit(1)) is not None


def aside_of(entry: Entry) -> StoodAside | None:
    return db.session.scalar(select(StoodAside).where(StoodAside.entry_id == entry.id))


def is_of_its_side(person: Person, entry: Entry) -> bool:
    """In the team, in the entry, or beside the team."""
    found = select(Entry.id).where(Entry.id == entry.id, _beside(person.id))
    return db.session.scalar(found) is not None


def works_for_it(person: Person, contest: Contest) -> bool:
    """Runs the contest or sits on its jury."""
    found = select(Contest.id).where(Contest.id == contest.id, _works(person.id, contest.id))
    return db.session.scalar(found) is not None


def _beside(person_id: Any) -> ColumnElement[bool]:
    return or_(
        exists().where(Member.team_id == Entry.team_id, Member.person_id == person_id),
        exists().where(Tie.team_id == Entry.team_id, Tie.person_id == person_id),
        exists().where(Participant.entry_id == Entry.id, Participant.person_id == person_id),
    )


def _works(person_id: Any, contest_id: UUID) -> ColumnElement[bool]:
    return or_(
        exists().where(Organiser.contest_id == contest_id, Organiser.person_id == person_id),
        exists().where(
            Juror.contest_id == contest_id,
            Juror.person_id == person_id,
            Juror.state == JurorState.ACCEPTED,
        ),
    )


def casts_of(vote: PublicVote) -> list[Cast]:
    """Every ballot for an entry that stands, without who cast it."""
    is_proved = or_(
        PersonalDetails.email_verified_at.is_not(None),
        PersonalDetails.phone_verified_at.is_not(None),
    )
    takes_sides = or_(_beside(Ballot.person_id), _works(Ballot.person_id, vote.contest_id))
    rows = db.session.execute(
        select(Ballot, Person.created_at, is_proved, takes_sides)
        .join(Entry, Entry.id == Ballot.entry_id)
        .join(Person, Person.id == Ballot.person_id)
        .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
        .where(
            Ballot.vote_id == vote.id, Ballot.entry_id.in_([entry.id for entry in standing(vote)])
        )
        .order_by(Ballot.id)
    )
    return [
        Cast(
            one.id,
            one.entry_id,
            one.at,
            counts_from(made, is_proved=bool(proved)),
            place=one.place,
            device=one.device,
            is_proved=bool(proved),
            takes_sides=bool(sides),
        )
        for one, made, proved, sides in rows
    ]


def rulings_of(vote: PublicVote) -> dict[tuple[UUID, Ground], BallotRuling]:
    """{(entry, ground): what was said last}."""
    rows = db.session.scalars(
        select(BallotRuling).where(BallotRuling.vote_id == vote.id).order_by(BallotRuling.id)
    )
    return {(one.entry_id, one.ground): one for one in rows}


def counts_of(vote: PublicVote) -> Sequence[VoteCount]:
    """The published table, the first place first."""
    return db.session.scalars(
        select(VoteCount)
        .join(Entry, Entry.id == VoteCount.entry_id)
        .where(VoteCount.vote_id == vote.id)
        .options(
            joinedload(VoteCount.entry, innerjoin=True)
            .joinedload(Entry.team, innerjoin=True)
            .lazyload(Team.members)
        )
        .order_by(VoteCount.place, Entry.number, VoteCount.id)
    ).all()


def over_since(before: datetime, never_published: datetime) -> Sequence[UUID]:
    """Votes published or called off before then, or closed so long ago that nobody will publish."""
    over = func.coalesce(PublicVote.published_at, PublicVote.called_off_at)
    rows = select(PublicVote.id).where(or_(over < before, PublicVote.closes_at < never_published))
    return db.session.scalars(rows).all()
