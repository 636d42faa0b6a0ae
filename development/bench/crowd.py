"""Teams and mentors with words to match: sentences of the demo content, tags of the taxonomy.

A mentor comes from one field and knows a little of another; a team has the sentences of two or
three ideas of one sector and needs help with two things. Whom a team truly needs follows from what
was drawn, not from what the matching makes of the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from mentorhub.commands.demo.content import content
from mentorhub.matching.domain.model import Document, Passage, Profile
from mentorhub.matching.domain.tags import Concept, taxonomy

NEED, TOPIC = 2, 1
OWN_SKILLS, OTHER_SKILLS = 3, 2
WRITES_ENGLISH = 0.2
TWO_KNOWN, ONE_KNOWN, SAME_FIELD = 0.9, 0.75, 0.5
STRANGE = 0.25
Thing = TypeVar("Thing")
LATITUDES, LONGITUDES = (9.4, 10.9), (104.5, 105.5)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A team or a mentor: what they wrote, and where they live as (latitude, longitude)."""

    profile: Profile
    point: tuple[float, float]

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(name for name, weight in self.profile.concepts if weight == NEED)

    @property
    def skills(self) -> dict[str, int]:
        return dict(self.profile.concepts)


def mentors(many: int, luck: np.random.Generator) -> list[Somebody]:
    by_field = _skills_by_field()
    fields = list(by_field)
    sizes = np.array([len(by_field[field]) for field in fields], np.float64)
    return [
        _mentor(f"m{number:04}", by_field, fields, sizes / sizes.sum(), luck)
        for number in range(many)
    ]


def teams(many: int, luck: np.random.Generator) -> list[Somebody]:
    skills = [skill for field in _skills_by_field().values() for skill in field]
    return [_team(f"t{number:04}", skills, luck) for number in range(many)]


def willingness(team: Somebody, mentor: Somebody) -> float:
    """How likely a mentor who answers and has room says yes to this team, 0 to 1."""
    known = [need for need in team.needs if need in mentor.skills]
    if known:
        return TWO_KNOWN if len(known) > 1 else ONE_KNOWN
    concepts = taxonomy().concepts
    fields = {concepts[skill].group for skill in mentor.skills}
    return SAME_FIELD if any(concepts[need].group in fields for need in team.needs) else STRANGE


def _mentor(
    id_: str,
    by_field: dict[str, list[Concept]],
    fields: Sequence[str],
    shares: Any,
    luck: np.random.Generator,
) -> Somebody:
    """Two sentences of a demo mentor of the field where there is one, and what they can do."""
    own, other = (fields[int(place)] for place in luck.choice(len(fields), 2, p=shares))
    known = [*_some(by_field[own], OWN_SKILLS, luck), *_some(by_field[other], OTHER_SKILLS, luck)]
    levels = {concept.id: int(luck.integers(1, 4)) for concept in known}
    language = "en" if luck.random() < WRITES_ENGLISH else "vi"
    alike = [row for row in content()["mentors"] if own in _fields_of(row)] or content()["mentors"]
    donor = alike[int(luck.integers(len(alike)))]
    named = ", ".join(_otherwise(concept, language, luck) for concept in known[:2])
    passages = tuple(Passage(text, language) for text in (donor["bio"][language], named))
    return Somebody(Profile(id_, (Document(passages),), tuple(levels.items())), _place(luck))


def _team(id_: str, skills: Sequence[Concept], luck: np.random.Generator) -> Somebody:
    """Sentences of up to three ideas of a sector; one need of theirs, one at random."""
    ideas = content()["ideas"]
    first = ideas[int(luck.integers(len(ideas)))]
    alike = [row for row in ideas if row["sector"] == first["sector"]]
    second, third = (alike[int(luck.integers(len(alike)))] for _ in range(2))
    written = (first["title"]["vi"], second["problem_vi"], third["solution_vi"])
    weights = dict.fromkeys(_some(first["tags"], 2, luck), TOPIC)
    weights |= dict.fromkeys(_some(second["needs"], 1, luck), NEED)
    weights[_some(skills, 1, luck)[0].id] = NEED
    known = tuple((name, n) for name, n in weights.items() if name in taxonomy().concepts)
    document = Document(tuple(Passage(text, "vi") for text in written))
    return Somebody(Profile(id_, (document,), known), _place(luck))


def _skills_by_field() -> dict[str, list[Concept]]:
    found: dict[str, list[Concept]] = {}
    for concept in taxonomy().local:
        if concept.kind != "topic":
            found.setdefault(concept.group, []).append(concept)
    return found


def _fields_of(row: dict[str, Any]) -> set[str]:
    concepts = taxonomy().concepts
    return {concepts[one["tag"]].group for one in row["skills"] if one["tag"] in concepts}


def _otherwise(concept: Concept, language: str, luck: np.random.Generator) -> str:
    """A concept as somebody may write it: by its name or another way."""
    names = [concept.label(language), *concept.synonyms]
    return names[int(luck.integers(len(names)))]


def _some(things: Sequence[Thing], many: int, luck: np.random.Generator) -> list[Thing]:
    drawn = luck.permutation(len(things))[:many]
    return [things[int(place)] for place in drawn]


def _place(luck: np.random.Generator) -> tuple[float, float]:
    return float(luck.uniform(*LATITUDES)), float(luck.uniform(*LONGITUDES))
