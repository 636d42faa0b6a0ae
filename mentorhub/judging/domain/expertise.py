"""How well a juror is placed to judge an entry: what they know, and what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentorhub.judging.domain.handing import Floats
from mentorhub.matching.domain.crossing import cosines

TOPIC, TAGS, INTEREST, EXPERIENCE = 0.5, 0.2, 0.2, 0.1
ENOUGH = 5  # entries of a field judged before: more say no more


@dataclass(frozen=True)
class Knowledge:
    """A juror: the tokens of what they know, its concepts, and the fields they would judge.

    `judged` counts the entries of each field they judged in earlier contests.
    """

    tokens: Sequence[str] = ()
    concepts: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    judged: Mapping[str, int] | None = None

    @property
    def is_silent(self) -> bool:
        """Said nothing of what they know: every entry suits them alike."""
        return not (self.tokens or self.fields)


@dataclass(frozen=True)
class Subject:
    """An entry: the tokens of its words, its concepts, its field."""

    tokens: Sequence[str]
    concepts: frozenset[str] = frozenset()
    field: str = ""


@dataclass(frozen=True)
class Suitability:
    """Four figures from 0 to 1 for every entry and juror, (entries, jurors) each."""

    topic: Floats
    tags: Floats
    interest: Floats
    experience: Floats

    @property
    def total(self) -> Floats:
        """To three decimals: what is told is what counts."""
        parts = (
            TOPIC * self.topic
            + TAGS * self.tags
            + INTEREST * self.interest
            + EXPERIENCE * self.experience
        )
        return np.asarray(parts.round(3))


def suitability(subjects: Sequence[Subject], jury: Sequence[Knowledge]) -> Suitability:
    """`topic` is the cosine of the words, measured against the best pair of this contest.

    `tags` is the share of the entry's concepts the juror knows, `interest` whether its field is
    among theirs.
    """
    shape = (len(subjects), len(jury))
    alike = cosines([one.tokens for one in subjects], [one.tokens for one in jury])
    best = float(alike.max(initial=0.0))
    tags, interest, experience = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for row, subject in enumerate(subjects):
        for column, juror in enumerate(jury):
            if subject.concepts:
                known = len(subject.concepts & juror.concepts)
                tags[row, column] = known / len(subject.concepts)
            interest[row, column] = subject.field in juror.fields
            judged = (juror.judged or {}).get(subject.field, 0)
            experience[row, column] = min(judged, ENOUGH) / ENOUGH
    return Suitability(alike / best if best else alike, tags, interest, experience)
