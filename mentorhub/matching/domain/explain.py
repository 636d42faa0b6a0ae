"""Why the words of a team and a mentor fit: the parts of the score that carry it, by name.

A reason is named only if the fit falls when it is taken away: a concept or words from what the team
wrote, a past project from what the mentor did. So every reason passes the test by deletion. Reasons
are plain data; the templates put them into words.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mentorhub.matching.domain.arrays import Floats
from mentorhub.matching.domain.index import Index, TermMatrix
from mentorhub.matching.domain.model import MANY_DOCUMENTS, Profile, tag_tokens
from mentorhub.matching.domain.phrases import Phrase, phrases
from mentorhub.matching.domain.weights import SHIPPED, Weights

MOST_PHRASES = 8
LEAST_SHARE = 0.02
COMMON = 1 / 3  # of the mentors; what so many write about tells nobody apart
FEW_MENTORS = 12  # among so few nothing is called common


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind` names the sentence, `facts` fill it, `share` is what the fit loses without it.

    Of words: concept(concept, level) · project(project) · words(phrase). See `meeting` for others.
    """

    kind: str
    facts: Mapping[str, object] = field(default_factory=dict)
    share: float = 0.0
    terms: frozenset[str] = frozenset()


class Explainer:
    """Explains one team's matches in one version of the index, by the weights in force."""

    def __init__(self, index: Index, team: Profile, weights: Weights = SHIPPED) -> None:
        self.index, self.team, self.weights = index, team, weights
        self._text = _Spoken(index.text, Counter(team.words))
        self._tags = _Spoken(index.tags, Counter(team.tag_words))
        self._phrases = phrases(team)
        self._labels = {id_: Counter(tag_tokens(id_)) for id_, _ in team.concepts}

    def reasons(self, mentor: str, *, skills: Mapping[str, int]) -> list[Reason]:
        """The reasons in words for one mentor, weightiest first; trifles are left out.

        `skills` maps the mentor's concept ids to levels, 1 to 3. A mentor who came after this
        version of the index has no reasons yet.
        """
        met = self._meet(mentor)
        if met is None:
            return []
        drafts = [*self._concepts(skills), *self._project(met), *self._words(met)]
        losses = self._losses(met, drafts)
        weighed = zip(drafts, losses, strict=True)
        told = (replace(draft, share=loss) for draft, loss in weighed if loss >= LEAST_SHARE)
        return sorted(told, key=lambda reason: -reason.share)

    def covered(self, mentor: str, given: Sequence[Reason], *, unnamed: float = 0.0) -> float:
        """The part of what text and tags add to the score that the reasons name, 0 to 1.

        A past project names what its own text adds, the other reasons what their terms add.
        `unnamed` is what a language model adds beside them, in deviations: no word stands for it.
        """
        met = self._meet(mentor)
        if met is None:
            return 0.0
        named = {term for reason in given for term in reason.terms}
        for reason in given:
            named.update(self._labels.get(str(reason.facts.get("concept")), ()))
        projects = {reason.facts.get("project") for reason in given} - {None}
        told = np.array([name in projects for name in met.documents])
        said, whole = 0.0, max(0.0, unnamed) / self.index.scale.best
        for part, unit, own in (
            (met.text, met.text_unit, told),
            (met.tags, met.tags_unit, np.zeros(1, bool)),
        ):
            cells = part.spoken.weights[:, None] * part.block / part.block.shape[1] * unit
            spoken = np.array([term in named for term in part.spoken.terms], bool)
            whole += float(cells.sum())
            said += float(cells[spoken].sum() + cells[~spoken][:, own].sum())
        return said / whole if whole else 0.0

    def _meet(self, mentor: str) -> "_Met | None":
        place = self.index.place(mentor)
        if place is None:
            return None
        first, last = int(self.index.first[place]), int(self.index.first[place + 1])
        scale = self.index.scale
        return _Met(
            _Part(self._text, self.index.text.block(self._text.columns, first, last)),
            _Part(self._tags, self.index.tags.block(self._tags.columns, place, place + 1)),
            [name.decode() for name in self.index.documents[first:last]],
            self.weights.text / scale.text_deviation / scale.best,
            self.weights.tags / scale.tags_deviation / scale.best,
        )

    def _losses(self, met: "_Met", reasons: Sequence[Reason]) -> list[float]:
        """How much lower the fit is without what each reason names, lengths set anew."""
        labels = [self._labels.get(str(one.facts.get("concept")), Counter()) for one in reasons]
        weighty = dict(self.team.concepts)
        times = [weighty.get(str(one.facts.get("concept")), 0) for one in reasons]
        without = zip(labels, (one.terms for one in reasons), strict=True)
        text = met.text.losses([met.text.spoken.without(said, also) for said, also in without])
        many = zip(labels, times, strict=True)
        tags = met.tags.losses([met.tags.spoken.without(said, times=n) for said, n in many])
        losses = text * met.text_unit + tags * met.tags_unit
        for place, reason in enumerate(reasons):
            if (project := reason.facts.get("project")) is not None:
                kept = [name != project for name in met.documents]
                losses[place] = met.text.loss_of_documents(kept) * met.text_unit
        return [float(loss) for loss in losses]

    def _concepts(self, skills: Mapping[str, int]) -> Iterator[Reason]:
        for concept in self._labels:
            if concept in skills:
                yield Reason("concept", {"concept": concept, "level": skills[concept]})

    def _project(self, met: "_Met") -> Iterator[Reason]:
        """The past project that speaks most of what the team writes."""
        each = met.text.each()
        best = int(each.argmax())
        if met.documents[best] and each[best] > self.index.scale.text_mean:
            yield Reason("project", {"project": met.documents[best]})

    def _words(self, met: "_Met") -> Iterator[Reason]:
        """Up to sixteen words, in pairs where they go, that the mentor's texts share."""
        parts = met.text.contributions()
        found = [
            (-sum(parts.get(term, 0.0) for term in one.terms), one.text, one)
            for one in self._phrases
            if one.needed <= parts.keys()
        ]
        taken: set[str] = set()
        for _, _, one in sorted(found, key=lambda item: item[:2]):
            own = set(one.text.split())
            if own & taken or len(taken) >= 2 * MOST_PHRASES or self._is_common(one):
                continue
            taken |= own
            yield Reason("words", {"phrase": one.text}, terms=one.terms)

    def _is_common(self, phrase: Phrase) -> bool:
        """Whether more than a third of the mentors write it, with or without its marks."""
        many, matrix = len(self.index.mentors), self.index.text
        if many < FEW_MENTORS:
            return False
        columns = self._text.columns[[self._text.places[term] for term in phrase.needed]]
        rarest = columns[(matrix.starts[columns + 1] - matrix.starts[columns]).argmin()]
        rows = matrix.rows[matrix.starts[rarest] : matrix.starts[rarest + 1]]
        if len(rows) <= COMMON * many:
            return False
        return len(np.unique(np.searchsorted(self.index.first, rows, "right"))) > COMMON * many


class _Spoken:
    """The terms of a team that a matrix knows: their columns (t,) and how often they are said."""

    def __init__(self, matrix: TermMatrix, counts: Counter[str]) -> None:
        self.matrix = matrix
        self.terms, self.columns = matrix.known(list(counts))
        self.places = {term: place for place, term in enumerate(self.terms)}
        self.times = np.array([counts[term] for term in self.terms], np.float64)
        self.weights = matrix.weighed(self.columns, self.times)

    def without(
        self, labels: Mapping[str, int], silent: Collection[str] = (), *, times: int = 1
    ) -> Floats:
        """How often each term is said when labels are taken away so many times, others all."""
        said = self.times.copy()
        for term, count in labels.items():
            if term in self.places:
                said[self.places[term]] -= count * times
        said[[self.places[term] for term in silent if term in self.places]] = 0
        return said


@dataclass(frozen=True, slots=True)
class _Part:
    """What a team says, met by one mentor's documents: block (t, documents)."""

    spoken: _Spoken
    block: Floats

    def each(self) -> Floats:
        """Cosine of what is said with every document."""
        return np.asarray(self.spoken.weights @ self.block)

    def losses(self, said: Sequence[Floats]) -> Floats:
        """How much the pooled score falls when the terms are said only so many times, (n,)."""
        if not said:
            return np.zeros(0)
        weights = self.spoken.matrix.weighed(self.spoken.columns, np.stack(said))
        return _pooled(self.each()[None, :]) - _pooled(weights @ self.block)

    def loss_of_documents(self, kept: Sequence[bool]) -> float:
        """How much the pooled score falls when only some documents are left."""
        each = self.each()
        left = each[np.array(kept)]
        return float(_pooled(each[None, :])[0] - (_pooled(left[None, :])[0] if len(left) else 0.0))

    def contributions(self) -> dict[str, float]:
        """What each shared term adds to the mean of the documents' scores."""
        parts = self.spoken.weights * self.block.mean(axis=1)
        shared = np.flatnonzero(parts)
        return {self.spoken.terms[place]: float(parts[place]) for place in shared}


@dataclass(frozen=True, slots=True)
class _Met:
    """A team and a mentor: both parts, the ids of the documents, and what a cosine is worth."""

    text: _Part
    tags: _Part
    documents: list[str]
    text_unit: float
    tags_unit: float


def _pooled(each: Floats) -> Floats:
    """`model.pooled` for one mentor whose documents score so, (n, documents) → (n,)."""
    mean = each.mean(axis=1)
    if each.shape[1] < MANY_DOCUMENTS:
        return np.asarray(mean)
    return np.asarray(0.5 * (each.max(axis=1) + mean))
