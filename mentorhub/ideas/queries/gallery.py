"""Public ideas as cards: the gallery with its filters, and the search."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise
from os.path import commonpath
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    TextClause,
    bindparam,
    case,
    func,
    literal,
    select,
    tuple_,
)

from mentorhub.ideas.domain.gallery import SIZE, Card, Filters, Shelf, card
from mentorhub.ideas.domain.search import readings
from mentorhub.ideas.models import PUBLIC_STATES, Idea, IdeaState, IdeaTag, Purpose, Visibility
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.organisations.queries import within
from mentorhub.platform.db import db
from mentorhub.platform.paging import COUNTED, counted, counting
from mentorhub.platform.search import READ, Place, at_places, find_places, place_of
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug, called

SEARCH = "idea_search"
LEAD = 220
# written out, not bound, so that SQLite knows the index that holds these alone
IN_USE = Idea.state == literal(IdeaState.IN_USE, Idea.state.type, literal_execute=True)
LISTED = (Idea.approved_at.is_not(None), Idea.state.in_(PUBLIC_STATES))
OPEN = Idea.visibility == Visibility.PUBLIC


def _falling(columns: tuple[Any, ...]) -> list[Any]:
    return [column.desc() for column in columns]


NEED = (
    select(IdeaTag.concept)
    .where(IdeaTag.idea_id == Idea.id, IdeaTag.purpose == Purpose.NEED)
    .order_by(IdeaTag.position)
    .limit(1)
    .scalar_subquery()
)
KEPT_BACK = (func.substr(Idea.solution, 1, LEAD), NEED, Team.name, Idea.maturity, Idea.backings)
# the columns of a card: of a confidential idea only title, field and unit leave the database
CARDS: Select[Any] = (
    select(
        Idea.id,
        Idea.title,
        Idea.titles,
        Idea.language,
        Idea.sector,
        Unit.names,
        *(case((OPEN, column), else_=None) for column in KEPT_BACK),
    )
    .join(Unit, Unit.id == Idea.unit_id)
    .outerjoin(Team, Team.id == Idea.team_id)
    .where(*LISTED)
)
ORDERS = {"newest": (Idea.approved_at, Idea.id), "supported": (Idea.backings, Idea.id)}
# written once: composing a statement costs as much as asking it
IN_ORDER = {sort: CARDS.order_by(*_falling(columns)) for sort, columns in ORDERS.items()}
# how many there are, and how many everybody may know to be in use
ALL: Any = select(
    counting(select(Idea.id).where(*LISTED)).scalar_subquery(),
    counting(select(Idea.id).where(*LISTED, OPEN, IN_USE)).scalar_subquery(),
)
NEWEST = IN_ORDER["newest"].limit(bindparam("limit", type_=Integer))
FIRST = {sort: cards.limit(SIZE + 1) for sort, cards in IN_ORDER.items()}


def newest_public(limit: int, *, language: str = "vi") -> Sequence[Card]:
    return _cards(NEWEST, language, limit=limit)


def search(text: str, *, language: str = "vi", limit: int = 12) -> Sequence[Card]:
    """The best answers among public ideas: diacritics as typed first, then diacritics aside."""
    return _in_order(_found(text, limit=limit), language)


def nearest(text: str, *, language: str = "vi", limit: int = 6) -> Sequence[Card]:
    """Where no idea has all the words: those that come nearest, by the words they have."""
    widest = readings(text)[-1:]
    found = [find_places(SEARCH, it.required, also=it.also, limit=limit) for it in widest]
    return _in_order(found[0] if found else [], language)


def shorter(text: str, *, most: int = 2) -> list[str]:
    """Parts of a search that would have found something: pairs of words, then single words."""
    said = text.split()
    parts = [*(" ".join(pair) for pair in pairwise(said)), *said] if len(said) > 1 else []
    found = (part for part in dict.fromkeys(parts[:12]) if part != text and _found(part, limit=1))
    return list(islice(found, most))


def place_called(name: str, *, near: Unit | None = None) -> Unit | None:
    """By its slug, as our own links say it, or by a present or former name, as people write it.

    Of several called alike it is the one nearest in the tree: `near` itself, or in its province.
    """
    found = by_slug(name)
    if found is not None:
        return found
    units = called(name)
    if near is None or not units:
        return next(iter(units), None)
    alike = [one for one in units if one.name == units[0].name]
    return max(alike, key=lambda one: len(commonpath((one.path, near.path))))


def shelf(filters: Filters, *, after: str = "", language: str = "vi") -> Shelf:
    """One page of the gallery: by key, or for a search by place among its 1,000 best answers."""
    unit = place_called(filters.unit) if filters.unit else None
    conditions = _conditions(filters, unit)
    if filters.q:
        return _shelf_of_answers(filters, conditions, after, language, unit)
    chosen = select(Idea.id).where(*LISTED, *conditions)
    total, in_use = (counted(chosen), None) if conditions else db.session.execute(ALL).one()
    if after:
        chosen = chosen.where(_comes_after(filters.sort, after))
    cards = _cards(
        _page(chosen, filters.sort) if conditions or after else FIRST[filters.sort], language
    )
    more = str(cards[SIZE - 1].id) if len(cards) > SIZE else ""
    return Shelf(cards[:SIZE], total, more, unit, in_use)


def _shelf_of_answers(
    filters: Filters, conditions: list[ColumnElement[bool]], after: str, language: str, unit: Any
) -> Shelf:
    places = _found(filters.q, limit=COUNTED + 1)
    if conditions and places:
        able = select(Idea.id).where(at_places(SEARCH, "idea.id"), *conditions)
        kept = set(map(place_of, db.session.scalars(able, {"places": list(places)})))
        places = [place for place in places if place in kept]
    start = int(after) if after.isdecimal() and len(after) < 6 else 0
    more = str(start + SIZE) if len(places) > start + SIZE else ""
    shown = _in_order(places[start : start + SIZE], language)
    return Shelf(shown, len(places), more, unit)


def _found(text: str, *, limit: int) -> Sequence[Place]:
    places: dict[Place, None] = {}
    for reading in readings(text):
        if len(places) < limit:
            # a wider reading finds the same ideas again, which stand where they stand
            found = find_places(
                *(SEARCH, reading.required),
                also=reading.also,
                limit=limit,
                partly=False,
                read=max(0, READ - len(places)),
                besides=places,
            )
            places.update(dict.fromkeys(found))
    return list(places)[:limit]


def _in_order(places: Sequence[Place], language: str) -> Sequence[Card]:
    if not places:
        return []
    rows = _cards(_at(at_places(SEARCH, "idea.id")), language, places=list(places))
    cards = {place_of(card.id): card for card in rows}
    return [cards[place] for place in places if place in cards]


@lru_cache
def _at(condition: TextClause) -> Select[Any]:
    return CARDS.where(condition)


def _conditions(filters: Filters, unit: Unit | None) -> list[ColumnElement[bool]]:
    """Where of the filters. What a confidential idea hides cannot be asked about either."""
    chosen: list[ColumnElement[bool]] = []
    if filters.field:
        chosen.append(Idea.sector.in_(filters.field))
    if filters.stage:
        chosen += [OPEN, Idea.maturity.in_(filters.stage)]
    if filters.need:
        chosen += [OPEN, _looks_for(filters.concepts(taxonomy()))]
    if filters.unit:
        below = select(Unit.id).where(within([unit] if unit else []))
        chosen.append(Idea.unit_id.in_(below))
    if filters.in_use:
        chosen += [OPEN, IN_USE]
    return chosen


def _cards(rows: Select[Any], language: str, **facts: Any) -> Sequence[Card]:
    return [card(*row, shown_in=language) for row in db.session.execute(rows, facts).all()]


def _looks_for(concepts: list[str]) -> ColumnElement[bool]:
    """A rare need is looked up in the tags; a common one is met soon enough along the list."""
    tags = (IdeaTag.purpose == Purpose.NEED, IdeaTag.concept.in_(concepts))
    if counted(select(IdeaTag.id).where(*tags)) > COUNTED:
        return select(IdeaTag.id).where(IdeaTag.idea_id == Idea.id, *tags).exists()
    return Idea.id.in_(select(IdeaTag.idea_id).where(*tags))


def _page(chosen: Select[Any], sort: str) -> Select[Any]:
    """The cards of one page: which ideas is settled first, so that only those are fetched whole."""
    keys = chosen.order_by(*_falling(ORDERS[sort])).limit(SIZE + 1)
    return IN_ORDER[sort].where(Idea.id.in_(keys))


def _comes_after(sort: str, key: str) -> ColumnElement[bool]:
    """What follows the idea a page ended with; nothing where none such is listed."""
    try:
        last = UUID(key)
    except ValueError:
        return Idea.id.is_(None)
    ended = (Idea.id == last, *LISTED)
    places = (select(column).where(*ended).scalar_subquery() for column in ORDERS[sort])
    return tuple_(*ORDERS[sort]) < tuple_(*places)
