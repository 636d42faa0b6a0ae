"""Public ideas whose title is like one that is being typed."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mentorhub.ideas.domain.alike import ALIKE, asked, most_alike
from mentorhub.ideas.models import Idea
from mentorhub.ideas.queries.gallery import LISTED, SEARCH
from mentorhub.platform.db import db
from mentorhub.platform.search import Place, at_places, find_any, find_places
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

CANDIDATES = 12
# titles are public even where a text is kept back
TITLED = (
    select(Idea.id, Idea.title, Idea.titles, Idea.language, Unit.names)
    .join(Unit, Unit.id == Idea.unit_id)
    .where(*LISTED)
)


def alike(title: str, *, besides: UUID | None = None, limit: int = 3) -> Sequence[Any]:
    """The most alike first, as rows of (id, title, titles, language, names of its unit)."""
    places = _candidates(title)
    if not places:
        return []
    rows = db.session.execute(TITLED.where(at_places(SEARCH, "idea.id")), {"places": places}).all()
    found = {row.id: most_alike(title, [row.title, *row.titles.values()]) for row in rows}
    near = [row for row in rows if found[row.id] >= ALIKE and row.id != besides]
    return sorted(near, key=lambda row: (-found[row.id], row.id))[:limit]


def with_their_people(keys: Collection[UUID]) -> Sequence[Idea]:
    """These ideas with author and team, for who asks whether they may be joined."""
    people = (joinedload(Idea.author), joinedload(Idea.team).lazyload(Team.unit))
    rows = select(Idea).where(Idea.id.in_(keys)).options(*people)
    return db.session.scalars(rows).unique().all() if keys else []


def _candidates(title: str) -> list[Place]:
    """With every telling word, or with a pair: few, however many ideas there are."""
    single, pairs = asked(title)
    every = find_places(SEARCH, single, limit=CANDIDATES, partly=False)
    return list(dict.fromkeys([*every, *find_any(SEARCH, pairs, limit=CANDIDATES)]))
