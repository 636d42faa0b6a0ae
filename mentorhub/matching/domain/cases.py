"""People, projects and ratings as rows of JSON, read into what the model compares.

person `{id, name?, bio?, tags[], documents[{title, text, tags[]}], languages[]}`, project `{id,
title, text, tags[], language?}`, rating `{person, project, rating}`. Everything but ids and ratings
may be missing; names are not read. Every rating is used, a pair rated twice counts twice.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorhub.matching.domain.language import language_of
from mentorhub.matching.domain.model import Document, Passage, Profile
from mentorhub.matching.domain.tags import taxonomy

SPOKEN_FROM = 0.05
Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Rating:
    """`person` and `project` are places in their lists; higher means a better fit."""

    person: int
    project: int
    value: float


@dataclass(frozen=True, slots=True)
class Case:
    """What the model is judged by."""

    people: Sequence[Profile]
    projects: Sequence[Profile]
    ratings: Sequence[Rating]


def rows(name: str, text: str) -> Rows:
    """The objects of a text with one JSON object a line.

    Raises ValueError with `name` and the line that is none.
    """
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict):
                raise ValueError(f"{name}, line {number}: not a JSON object")
            found.append(row)
    return found


def case(people: Rows, projects: Rows, ratings: Rows) -> Case:
    """Raises ValueError with a sentence when an id is missing, twice there or unknown, or a rating
    is no number."""
    persons, tasks = _places("person", people), _places("project", projects)
    given = [_rating(row, number, persons, tasks) for number, row in enumerate(ratings, start=1)]
    if not persons or not tasks or not given:
        raise ValueError("people, projects and ratings: each needs at least one row")
    many = _speaks_many_languages([*map(_whole_text, people), *map(_whole_text, projects)])
    return Case(
        [_person(row, across=many) for row in people],
        [_project(row, across=many) for row in projects],
        given,
    )


def _places(kind: str, found: Rows) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, row in enumerate(found, start=1):
        if row.get("id") in (None, ""):
            raise ValueError(f"{kind} {number} has no id")
        if places.setdefault(str(row["id"]), number - 1) != number - 1:
            raise ValueError(f"{kind} {row['id']} is there twice")
    return places


def _rating(
    row: Mapping[str, Any], number: int, people: Mapping[str, int], projects: Mapping[str, int]
) -> Rating:
    for kind, known in (("person", people), ("project", projects)):
        if str(row.get(kind)) not in known:
            raise ValueError(f"rating {number}: {kind} {row.get(kind)} is unknown")
    try:
        value = float(row["rating"])
    except (KeyError, TypeError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"rating {number}: {row.get('rating')} is no number")
    return Rating(people[str(row["person"])], projects[str(row["project"])], value)


def _person(row: Mapping[str, Any], *, across: bool) -> Profile:
    stated = next(iter(_texts(row.get("languages"))), "")
    documents = [part for part in _listed(row.get("documents")) if isinstance(part, dict)]
    texts = [_text(row.get("bio")), *(_joined(part) for part in documents)]
    tags = _texts(row.get("tags")) + [tag for part in documents for tag in _texts(part.get("tags"))]
    return _profile(str(row["id"]), [text for text in texts if text] or [""], tags, stated, across)


def _project(row: Mapping[str, Any], *, across: bool) -> Profile:
    stated = _text(row.get("language"))
    return _profile(str(row["id"]), [_joined(row)], _texts(row.get("tags")), stated, across)


def _profile(
    id_: str, texts: Iterable[str], tags: Sequence[str], stated: str, across: bool
) -> Profile:
    spoken = tuple(Document((Passage(text, language_of(text, stated)),)) for text in texts)
    known = {tag: taxonomy().find(tag) if across else None for tag in tags}
    concepts = dict.fromkeys(concept.id for concept in known.values() if concept)
    typed = [tag for tag in tags if known[tag] is None]
    passages = tuple(Passage(tag.replace("-", " ").replace("_", " "), stated) for tag in typed)
    return Profile(id_, spoken, tuple((name, 1) for name in concepts), passages)


def _speaks_many_languages(texts: Sequence[str]) -> bool:
    """Only then a tag is read as its labels in three languages: among speakers of one it would
    count more than a tag the taxonomy does not know."""
    spoken = [language_of(text) for text in texts if text]
    return sum(spoken.count(one) >= SPOKEN_FROM * len(spoken) for one in set(spoken)) > 1


def _whole_text(row: Mapping[str, Any]) -> str:
    parts = [part for part in _listed(row.get("documents")) if isinstance(part, dict)]
    return " ".join(filter(None, [_text(row.get("bio")), _joined(row), *map(_joined, parts)]))


def _joined(row: Mapping[str, Any]) -> str:
    return "\n".join(filter(None, (_text(row.get("title")), _text(row.get("text")))))


def _texts(value: object) -> list[str]:
    return [part for part in map(_text, _listed(value)) if part]


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""
