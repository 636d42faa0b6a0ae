from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, ContestState, Juror, JurorState, Organiser
from mentorhub.contests.queries import listed
from mentorhub.entries.models import Entry
from mentorhub.ideas.domain.gallery import Card as IdeaCard
from mentorhub.ideas.models import PUBLIC_STATES, Idea, IdeaState, Maturity, Visibility
from mentorhub.ideas.queries import search as search_ideas
from mentorhub.ideas.queries.gallery import IN_USE
from mentorhub.matching.domain.analyser import fold
from mentorhub.mentoring.domain.directory import Card as MentorCard
from mentorhub.mentoring.domain.directory import Filters
from mentorhub.mentoring.models import MentorProfile, MentorState
from mentorhub.mentoring.queries import shelf as mentors_shelf
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Team, Tie, TieKind
from mentorhub.teams.queries import mentors_of
from mentorhub.units.models import Unit
from mentorhub.units.queries import is_within

SEARCHED = 500
MOST = 6
TRIED = (Maturity.PILOT, Maturity.APPLIED)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the landing page counts: ideas in use, mentors who take part, units that try an idea.

    How many ideas there are in all stands on the way to them only: it says nothing of their use.
    """

    ideas: int
    in_use: int
    mentors: int
    units: int


_LISTED = (Idea.state.in_(PUBLIC_STATES), Idea.approved_at.is_not(None))
_TRIED = (*_LISTED, Idea.maturity.in_(TRIED), Idea.visibility == Visibility.PUBLIC)
_NOW = bindparam("moment", type_=Contest.closes_at.type)
# written once: composing them costs as much as asking them
FIGURES: Any = select(
    # whatever is public was approved: asked by state alone, an index answers
    select(func.count()).select_from(Idea).where(Idea.state.in_(PUBLIC_STATES)).scalar_subquery(),
    select(func.count())
    .select_from(Idea)
    .where(IN_USE, Idea.visibility == Visibility.PUBLIC)
    .scalar_subquery(),
    select(func.count(MentorProfile.id))
    .where(MentorProfile.state == MentorState.ACTIVE)
    .scalar_subquery(),
    select(func.count())
    .select_from(Unit)
    .where(select(Idea.id).where(Idea.unit_id == Unit.id, *_TRIED).exists())
    .scalar_subquery(),
)
CONTEST_NOW = (
    select(Contest)
    .where(Contest.state == ContestState.ANNOUNCED, Contest.closes_at > _NOW)
    .options(selectinload(Contest.stages))
    .order_by(Contest.opens_at > _NOW, Contest.closes_at, Contest.id)
    .limit(1)
)


def figures() -> Figures:
    return Figures(*db.session.execute(FIGURES).one())


def contest_now() -> Contest | None:
    """The contest that takes entries and closes first; else the one that opens next."""
    return db.session.scalars(CONTEST_NOW, {"moment": now()}).first()


@dataclass(frozen=True, slots=True)
class Found:
    """The best of each kind for one search."""

    contests: Sequence[Contest] = ()
    ideas: Sequence[IdeaCard] = ()
    mentors: Sequence[MentorCard] = ()

    @property
    def total(self) -> int:
        return len(self.contests) + len(self.ideas) + len(self.mentors)


def found(text: str, *, language: str) -> Found:
    if not text:
        return Found()
    return Found(
        contests_named(text, limit=MOST),
        search_ideas(text, language=language, limit=MOST),
        mentors_shelf(Filters(q=text), language=language).cards[:MOST],
    )


def contests_named(text: str, *, limit: int) -> Sequence[Contest]:
    """Contests with all these words in a title, diacritics aside: the latest of the newest 500."""
    wanted = fold(text).split()
    named = []
    for contest in db.session.scalars(listed(None, None).limit(SEARCHED)):
        words = fold(" ".join(contest.title.values())).split()
        if wanted and all(any(word.startswith(w) for word in words) for w in wanted):
            named.append(contest)
    return named[:limit]


def ideas_within(unit: Unit, *, limit: int) -> Sequence[Idea]:
    """What everyone may read of the ideas of the unit and of what is below it: those in use first,
    then the newest. Two statements, each along an index.
    """
    among = (*_LISTED, Idea.visibility == Visibility.PUBLIC, is_within(unit))
    newest = select(Idea).join(Idea.unit).where(*among)
    newest = newest.order_by(Idea.approved_at.desc(), Idea.id.desc()).limit(limit)
    in_use = db.session.scalars(newest.where(IN_USE)).all()
    others = db.session.scalars(newest.where(Idea.state != IdeaState.IN_USE)).all()
    return [*in_use, *others][:limit]


def people_within(unit: Unit) -> int:
    """How many accounts belong to the unit or below it."""
    belongs = select(func.count()).select_from(Person).join(Person.unit)
    return db.session.scalar(belongs.where(is_within(unit), Person.closed_at.is_(None))) or 0


def judges_a_contest_of(person: Any, team: Team) -> bool:
    """Does the person sit, or is asked to sit, on a jury this team stands before?"""
    return _holds(
        select(Juror.id)
        .join(Entry, Entry.contest_id == Juror.contest_id)
        .where(
            Entry.team_id == team.id,
            Juror.person_id == person.id,
            Juror.state.in_((JurorState.INVITED, JurorState.ACCEPTED)),
        )
    )


def runs_a_contest_of(person: Any, team: Team) -> bool:
    return _holds(
        select(Organiser.id)
        .join(Entry, Entry.contest_id == Organiser.contest_id)
        .where(Entry.team_id == team.id, Organiser.person_id == person.id)
    )


def runs_a_contest(person: Any) -> bool:
    return _holds(select(Organiser.id).where(Organiser.person_id == person.id))


def mentors_the_team(person: Any, team: Team) -> bool:
    return _holds(
        select(Tie.id).where(
            Tie.team_id == team.id,
            Tie.person_id == person.id,
            Tie.kind == TieKind.MENTOR,
            Tie.until.is_(None),
        )
    )


def mentors_with_profile(team: Team) -> Sequence[Any]:
    """Who stands beside the team today, as rows of (person, profile or None)."""
    rows = mentors_of(team).add_columns(MentorProfile)
    return db.session.execute(
        rows.outerjoin(MentorProfile, MentorProfile.person_id == Person.id)
    ).all()


def entries_on_a_line(keys: Collection[UUID]) -> Sequence[Entry]:
    if not keys:
        return ()
    rows = select(Entry).where(Entry.id.in_(keys)).options(joinedload(Entry.contest))
    return db.session.scalars(rows).unique().all()


def _holds(rows: Select[Any]) -> bool:
    return db.session.scalar(rows.limit(1)) is not None
