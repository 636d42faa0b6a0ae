"""What is read of ideas; `gallery` holds the lists and the search that strangers see."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload, lazyload, selectinload, with_expression

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Backing, Idea, Milestone
from mentorhub.ideas.queries.alike import alike, with_their_people
from mentorhub.ideas.queries.around import (
    UPDATES_SHOWN,
    follow_of,
    followed_by,
    followers_of,
    is_followed,
    newest_updates,
    update_sent_from,
    updates_of,
    updates_since,
)
from mentorhub.ideas.queries.beside import BESIDE, beside
from mentorhub.ideas.queries.ending import came_to_nothing_before, stands_alone
from mentorhub.ideas.queries.gallery import (
    LISTED,
    OPEN,
    SEARCH,
    nearest,
    newest_public,
    place_called,
    search,
    shelf,
    shorter,
)
from mentorhub.ideas.queries.joining import (
    last_join_request,
    open_join_requests_of,
    waiting_to_join,
)
from mentorhub.ideas.queries.limits import (
    begun_since,
    likeness_of,
    ripe_support,
    sent_before,
    sent_since,
    support_of,
    twins_of,
)
from mentorhub.ideas.queries.merging import (
    backings_of,
    forget_milestone,
    merge_of,
    merged_among,
    merged_into,
    public_idea,
    question_to,
    questions_of,
)
from mentorhub.ideas.queries.officers import (
    awaiting,
    forget_milestones,
    forget_posting,
    note_reminded,
    queue,
    unanswered,
    unused,
)
from mentorhub.ideas.queries.pages import begun_by_page, forget_pages, saving_of, unfinished
from mentorhub.ideas.queries.using import adoption_in, uses_of
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team

__all__ = [
    "BESIDE",
    "SEARCH",
    "UPDATES_SHOWN",
    "adoption_in",
    "alike",
    "awaiting",
    "backings_of",
    "begun_by_page",
    "begun_since",
    "beside",
    "came_to_nothing_before",
    "follow_of",
    "followed_by",
    "followers_of",
    "forget_milestone",
    "forget_milestones",
    "forget_pages",
    "forget_posting",
    "is_followed",
    "last_join_request",
    "likeness_of",
    "merge_of",
    "merged_among",
    "merged_into",
    "nearest",
    "newest_public",
    "newest_updates",
    "note_reminded",
    "open_join_requests_of",
    "place_called",
    "public_idea",
    "question_to",
    "questions_of",
    "queue",
    "ripe_support",
    "saving_of",
    "search",
    "sent_before",
    "sent_since",
    "shelf",
    "shorter",
    "stands_alone",
    "support_of",
    "twins_of",
    "unanswered",
    "unfinished",
    "unused",
    "update_sent_from",
    "updates_of",
    "updates_since",
    "uses_of",
    "waiting_to_join",
    "with_their_people",
]


def public_ideas() -> Select[Idea]:
    """What everybody may read, the newest first; the text of a confidential one they may not."""
    return select(Idea).where(*LISTED).order_by(Idea.approved_at.desc(), Idea.id.desc())


def ideas_of_team(team: Team) -> Select[Idea]:
    """All of a team's ideas, drafts too: for the team itself."""
    return (
        select(Idea).where(Idea.team_id == team.id).order_by(Idea.created_at.desc(), Idea.id.desc())
    )


def public_ideas_of_team(team: Team) -> Select[Idea]:
    return public_ideas().where(Idea.team_id == team.id, OPEN)


def newest_of_team(team: Team) -> Idea | None:
    """The idea a team is helped with now: mentors are recommended for its needs."""
    return db.session.scalar(NEWEST_OF_TEAM, {"team": team.id})


def own_ideas(person: Person) -> Select[Idea]:
    """What a person wrote, or writes with a team, the newest first."""
    teams = select(Member.team_id).where(Member.person_id == person.id, Member.left_at.is_(None))
    return (
        select(Idea)
        .where(or_(Idea.author_id == person.id, Idea.team_id.in_(teams)))
        .order_by(Idea.created_at.desc(), Idea.id.desc())
    )


def _members_of(team_id: Any) -> Any:
    present = (Member.team_id == team_id, Member.left_at.is_(None))
    return select(func.count()).where(*present).scalar_subquery()


# written once: composing it costs as much as asking it
PAGE = (
    select(Idea)
    .where(Idea.id == bindparam("key"))
    .options(
        joinedload(Idea.unit),
        joinedload(Idea.team).options(lazyload(Team.members), lazyload(Team.unit)),
        joinedload(Idea.tags),
        joinedload(Idea.posting),
        with_expression(Idea.team_size, _members_of(Idea.team_id)),
    )
)

LINE = (
    select(Milestone.at, Milestone.kind, Milestone.facts, Milestone.subject_id)
    .where(Milestone.idea_id == bindparam("key"))
    .order_by(Milestone.at.desc(), Milestone.id.desc())
)


NEWEST_OF_TEAM = (
    select(Idea)
    .where(Idea.team_id == bindparam("team"))
    .options(selectinload(Idea.tags))
    .order_by(Idea.created_at.desc(), Idea.id.desc())
    .limit(1)
)


def idea_for_page(key: UUID) -> Idea | None:
    """An idea with all its page shows, except who is in the team: few readers may know that."""
    return db.session.scalars(PAGE, {"key": key}).unique().one_or_none()


def line_of(idea: Idea) -> Sequence[Any]:
    """Its milestones, the last first, as rows of (at, kind, facts, subject_id)."""
    return db.session.execute(LINE, {"key": idea.id}).all()


def size_of_team(idea: Idea) -> int:
    """Known from the page's own statement, unless the idea was read afresh since."""
    if idea.team_size is None:
        return db.session.scalar(select(_members_of(idea.team_id))) or 0
    return idea.team_size


def backing_of(idea: Idea, person: Person) -> Backing | None:
    return db.session.scalar(
        select(Backing).where(Backing.idea_id == idea.id, Backing.person_id == person.id)
    )


def milestone_about(idea: Idea, kind: str, subject_id: UUID) -> Milestone | None:
    return db.session.scalar(
        select(Milestone).where(
            Milestone.idea_id == idea.id,
            Milestone.kind == kind,
            Milestone.subject_id == subject_id,
        )
    )
