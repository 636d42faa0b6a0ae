"""Which entries there are, and whose."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import joinedload, lazyload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team

GONE = (IdeaState.DUPLICATE, IdeaState.NOT_TAKEN_UP)


def submitted_to(contest: Contest) -> Select[Entry]:
    """What is judged, in the order of numbers."""
    return (
        select(Entry)
        .where(Entry.contest_id == contest.id, Entry.state == EntryState.SUBMITTED)
        .options(joinedload(Entry.team))
        .order_by(Entry.number)
    )


def entries_of_team(team: Team) -> Select[Entry]:
    """The newest first, drafts and withdrawn ones too; for the team itself."""
    return (
        select(Entry)
        .where(Entry.team_id == team.id)
        .options(joinedload(Entry.contest))
        .order_by(Entry.id.desc())
    )


def listed_in(contest: Contest) -> Select[Entry]:
    """Every entry, drafts too, those with a number first."""
    return (
        select(Entry)
        .where(Entry.contest_id == contest.id)
        .options(joinedload(Entry.team))
        .order_by(Entry.number.is_(None), Entry.number, Entry.id)
    )


def has_namesake(contest: Contest, team: Team) -> bool:
    """Is another team of an entry called alike, marks aside? A withdrawn one frees its name."""
    facts = {"contest": contest.id, "team": team.id, "key": team.name_key}
    return db.session.scalar(NAMESAKE, facts) is not None


def namesake_beside(team: Team, key: str) -> Select[UUID]:
    """The same wherever the team takes part, for a name it does not have yet."""
    return _of_others(team.id, key).where(Entry.contest_id.in_(contests_of(team)))


def contests_of(team: Team) -> Select[UUID]:
    """Where the team takes part, drafts included."""
    own = Entry.team_id == team.id, Entry.state != EntryState.WITHDRAWN
    return select(Entry.contest_id).where(*own).order_by(Entry.contest_id)


def _of_others(team_id: Any, key: Any) -> Select[UUID]:
    alike = Team.name_key == key, Team.id != team_id, Entry.state != EntryState.WITHDRAWN
    return select(Entry.id).join(Entry.team).where(*alike).limit(1)


# written once: composing a statement costs more than asking it, and every sending does
NAMESAKE = _of_others(bindparam("team"), bindparam("key")).where(
    Entry.contest_id == bindparam("contest")
)


def entry_of(team: Team, contest: Contest) -> Entry | None:
    return db.session.scalar(
        select(Entry).where(Entry.team_id == team.id, Entry.contest_id == contest.id)
    )


# written once: composing a statement costs as much as asking it
AT_HAND = (
    select(Entry)
    .where(Entry.id == bindparam("entry"))
    .options(
        joinedload(Entry.contest, innerjoin=True),
        joinedload(Entry.team, innerjoin=True).options(
            joinedload(Team.members).lazyload(Member.person), lazyload(Team.unit)
        ),
    )
)


def at_hand(entry_id: UUID) -> Entry | None:
    """An entry with its contest and who is in its team, which every rule about it asks for."""
    return db.session.scalars(AT_HAND, {"entry": entry_id}).unique().one_or_none()


_OWN = (
    Entry.contest_id == bindparam("contest"),
    Member.person_id == bindparam("person"),
    Member.left_at.is_(None),
)
OWN = (
    select(Entry)
    .join(Member, Member.team_id == Entry.team_id)
    .where(*_OWN)
    .options(joinedload(Entry.team, innerjoin=True))
    .order_by(Entry.id)
)
OWN_NAMED = (
    select(Entry.id, Entry.state, Team.name.label("team"))
    .join(Entry.team)
    .join(Member, Member.team_id == Entry.team_id)
    .where(*_OWN)
    .order_by(Entry.id)
)


def own_entries(contest: Contest, person: Person) -> list[Entry]:
    """The entries in a contest of the teams somebody is in."""
    return list(db.session.scalars(OWN, {"contest": contest.id, "person": person.id}))


def own_named(contest: Contest, person: Person) -> Sequence[Row[UUID, EntryState, str]]:
    """The same for a link to each: its `id`, its `state` and the name of its `team`."""
    return db.session.execute(OWN_NAMED, {"contest": contest.id, "person": person.id}).all()


def ideas_of(team: Team) -> list[Idea]:
    """What a team may enter with, the newest first."""
    return list(
        db.session.scalars(
            select(Idea)
            .where(Idea.team_id == team.id, Idea.state.not_in(GONE))
            .order_by(Idea.id.desc())
            .limit(20)
        )
    )
