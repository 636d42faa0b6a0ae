"""What handing out rests on: wishes, long sums, and what jurors and entries are about."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.ideas.models import Idea
from mentorhub.judging.domain.handing import Linkage
from mentorhub.judging.models import CardState, JurorAnswer, Round, Scorecard, Solution, Wishes
from mentorhub.platform.db import db


def wishes_of(contest: Contest) -> Wishes:
    """Those that were saved, or what holds where nobody said anything (of no session)."""
    found = db.session.scalar(select(Wishes).where(Wishes.contest_id == contest.id))
    return found or Wishes(
        contest_id=contest.id,
        least=0,
        most_of={},
        one_per_unit=False,
        linkage=Linkage.NONE,
        moves=False,
        pinned=[],
    )


def solution_for(contest: Contest, digest: str) -> Solution | None:
    rows = select(Solution).where(Solution.contest_id == contest.id, Solution.digest == digest)
    return db.session.scalar(rows)


def readers_given(contest: Contest) -> int:
    """How many readers an entry got when this stage was last handed out."""
    rows = select(Round.readers).where(
        Round.contest_id == contest.id, Round.stage == contest.judged_stage
    )
    return db.session.scalar(rows.order_by(Round.at.desc(), Round.id.desc())) or contest.readers_now


def answers_in(contest: Contest) -> dict[UUID, JurorAnswer]:
    """{juror: what they agreed to and said}."""
    rows = select(JurorAnswer).where(JurorAnswer.contest_id == contest.id)
    return {one.juror_id: one for one in db.session.scalars(rows)}


def answer_of(juror: Juror) -> JurorAnswer | None:
    return db.session.scalar(select(JurorAnswer).where(JurorAnswer.juror_id == juror.id))


def concepts_of(entries: Collection[Entry]) -> dict[UUID, frozenset[str]]:
    """{entry: the tags of the idea it began with}."""
    ideas = {entry.idea_id for entry in entries if entry.idea_id}
    rows = select(Idea).where(Idea.id.in_(ideas)).options(selectinload(Idea.tags))
    tags = {
        idea.id: frozenset(tag.concept for tag in idea.tags) for idea in db.session.scalars(rows)
    }
    return {one.id: tags[one.idea_id] for one in entries if one.idea_id in tags}


def judged_before(people: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """{person: {field: sheets handed in, in contests whose results are out}}."""
    rows = (
        select(Juror.person_id, Entry.sector, func.count())
        .select_from(Scorecard)
        .join(Scorecard.juror)
        .join(Scorecard.entry)
        .join(Contest, Contest.id == Scorecard.contest_id)
        .where(
            Juror.person_id.in_(people),
            Scorecard.state == CardState.SUBMITTED,
            Contest.published_at.is_not(None),
        )
        .group_by(Juror.person_id, Entry.sector)
    )
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for person, field, count in db.session.execute(rows):
        if person is not None:
            found[person][field] = count
    return found
