"""How the words of a team and of mentors fit: z(text) + 0.5 z(tag words).

text = TF-IDF cosine over words, folded words and folded pairs, sublinear; a mentor's documents are
pooled by their mean when there are fewer than six, by half mean and half best from six on. Only
`fit` needs scikit-learn and runs in the worker; a query is a few array look-ups.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mentorhub.matching.domain.analyser import tokens
from mentorhub.matching.domain.arrays import Floats, Places, digest
from mentorhub.matching.domain.index import Index, Query, Scale, TermMatrix
from mentorhub.matching.domain.tags import concept_words, taxonomy
from mentorhub.matching.domain.weights import SHIPPED, Weights

TAGS = SHIPPED.tags
MANY_DOCUMENTS = 6
LONGEST_TOLD = 1_000  # characters; a language model takes two thirds of a second for as many
_SAMPLE = 200
# Ideas of this province against its mentors; a release measures it anew.
USUAL_SCALE = Scale(0.074, 0.084, 0.06, 0.116, best=4.7)
_USUAL_PAIRS = 1000


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and the language it was written in (BCP 47)."""

    text: str
    language: str

    @property
    def tokens(self) -> list[str]:
        return tokens(self.text, self.language)

    @property
    def is_vietnamese(self) -> bool:
        return self.language[:2] == "vi"

    def spelled(self, spell: Callable[[str], str]) -> str:
        return spell(self.text) if self.is_vietnamese else self.text


@dataclass(frozen=True, slots=True)
class Document:
    """Passages read as one: a profile (`id` empty) or a past project."""

    passages: tuple[Passage, ...]
    id: str = ""

    @property
    def tokens(self) -> list[str]:
        return [token for passage in self.passages for token in passage.tokens]


@dataclass(frozen=True, slots=True)
class Profile:
    """A mentor, or what a team looks for.

    `concepts` maps ids to how much they weigh, 1 to 3: a mentor's level, or 2 for a need and 1 for
    a topic of a team. `typed` are tags the taxonomy does not know.
    """

    id: str
    documents: tuple[Document, ...]
    concepts: tuple[tuple[str, int], ...] = ()
    typed: tuple[Passage, ...] = ()

    @property
    def texts(self) -> list[list[str]]:
        """The tokens of each document; the labels of the tags are read with the first, so a tag
        of one side also meets the sentences of the other."""
        labels = [token for id_, _ in self.concepts for token in tag_tokens(id_)]
        typed = [token for passage in self.typed for token in passage.tokens]
        own = [document.tokens for document in self.documents]
        return [own[0] + labels + typed, *own[1:]]

    def told(self, spell: Callable[[str], str] = str) -> list[str]:
        """Each document as a language model reads it, labels in Vietnamese before the first.

        `spell` is what becomes of a Vietnamese passage; a document ends after 1,000 characters.
        """
        known = (taxonomy().concepts.get(id_) for id_, _ in self.concepts)
        labels = [concept.label("vi") for concept in known if concept]
        named = ", ".join([*labels, *(passage.text for passage in self.typed)])
        told = ["\n".join(one.spelled(spell) for one in each.passages) for each in self.documents]
        told[0] = f"{named}\n{told[0]}" if named else told[0]
        return [text[:LONGEST_TOLD] for text in told]

    @property
    def as_told(self) -> str:
        """By which a team is known to the language model's part of an index."""
        return "\n".join(self.told())

    @property
    def words(self) -> list[str]:
        return [token for text in self.texts for token in text]

    @property
    def tag_words(self) -> list[str]:
        own = [token for passage in self.typed for token in passage.tokens]
        return own + [token for id_, times in self.concepts for token in tag_tokens(id_) * times]


def tag_tokens(concept: str) -> list[str]:
    known = taxonomy().concepts.get(concept)
    return concept_words(known) if known else []


def fit(mentors: Sequence[Profile], *, teams: Sequence[Profile] = (), seed: int = 0) -> Index:
    """Learns an index from the mentors; `teams` only help to fix the scale.

    Every profile has at least one document. Raises ValueError when there is no mentor.
    """
    if not mentors:
        raise ValueError("no mentors")
    documents = [document.id for mentor in mentors for document in mentor.documents]
    first = np.cumsum([0, *(len(mentor.documents) for mentor in mentors)])
    unscaled = Index(
        np.array([mentor.id.encode() for mentor in mentors], np.bytes_),
        np.array([id_.encode() for id_ in documents], np.bytes_),
        first.astype(np.int64),
        _learnt([text for mentor in mentors for text in mentor.texts]),
        _learnt([mentor.tag_words for mentor in mentors]),
        Scale(0.0, 1.0, 0.0, 1.0, 1.0),
    )
    scale = _scale(unscaled, teams or mentors, own=not teams, seed=seed)
    fields = (unscaled.mentors, unscaled.documents, unscaled.first, unscaled.text, unscaled.tags)
    return Index(*fields, scale)


def text_scores(index: Index, query: Query) -> Floats:
    """Pooled cosine of a text with each mentor's documents, (m,)."""
    return pooled(index.text.scores(query), index.first)


def pooled(scores: Floats, first: Places) -> Floats:
    """Scores of documents as scores of their mentors, (m,)."""
    many = np.diff(first)
    mean = np.add.reduceat(scores, first[:-1]) / many
    best = np.maximum.reduceat(scores, first[:-1])
    return np.where(many < MANY_DOCUMENTS, mean, 0.5 * (best + mean))


def fits(index: Index, team: Profile, weights: Weights = SHIPPED) -> Floats:
    """How well the words of each mentor fit, (m,): 1.0 is the usual best match, 0 chance."""
    text = text_scores(index, index.text.query(team.words))
    tags = index.tags.scores(index.tags.query(team.tag_words))
    return on_scale(text, tags, index.scale, weights)


def on_scale(text: Floats, tags: Floats, scale: Scale, weights: Weights = SHIPPED) -> Floats:
    """z(text) + 0.5 z(tags), or as they are weighed, divided by the usual best."""
    z_text, z_tags = standard(text, tags, scale)
    return np.asarray((weights.text * z_text + weights.tags * z_tags) / scale.best)


def standard(text: Floats, tags: Floats, scale: Scale) -> tuple[Floats, Floats]:
    """z(text) and z(tags): 0 for a pair drawn at random, 1 a deviation above it."""
    z_text = (text - scale.text_mean) / scale.text_deviation
    return z_text, (tags - scale.tags_mean) / scale.tags_deviation


def best(fits_: Floats, *, limit: int, allowed: NDArray[np.bool_] | None = None) -> Places:
    """Rows of the best fits in order, chance excluded; equal ones in the order of the index."""
    chosen = fits_ > 0 if allowed is None else (fits_ > 0) & allowed
    rows = np.flatnonzero(chosen)
    if len(rows) > limit:
        edge = np.partition(fits_[rows], len(rows) - limit)[len(rows) - limit]
        rows = rows[fits_[rows] >= edge]
    return rows[np.argsort(-fits_[rows], kind="stable")][:limit]


def _learnt(documents: list[list[str]]) -> TermMatrix:
    from sklearn.feature_extraction.text import TfidfVectorizer  # 3 s: only the worker pays

    vectorizer = TfidfVectorizer(analyzer=list, sublinear_tf=True, dtype=np.float32)
    if not any(documents):
        documents = [["\N{EMPTY SET}"], *documents[1:]]
    by_column = vectorizer.fit_transform(documents).tocsc()
    terms = vectorizer.get_feature_names_out()
    keys = np.fromiter((digest(term) for term in terms), np.uint64, len(terms))
    order = np.argsort(keys)
    by_column = by_column[:, order]
    by_column.sort_indices()
    return TermMatrix(
        keys[order],
        vectorizer.idf_[order].astype(np.float32),
        by_column.indptr.astype(np.int64),
        by_column.indices.astype(np.int32),
        by_column.data.astype(np.float32),
        size=len(documents),
    )


def _scale(index: Index, queries: Sequence[Profile], *, own: bool, seed: int) -> Scale:
    """Means and deviations over pairs drawn at random; a mentor is not paired with itself.

    Few pairs say little, and where all mentors are alike nothing: the usual scale counts as
    a thousand pairs more.
    """
    drawn = np.random.default_rng(seed).permutation(len(queries))[:_SAMPLE]
    text = np.array([text_scores(index, index.text.query(queries[i].words)) for i in drawn])
    tags = np.array([index.tags.scores(index.tags.query(queries[i].tag_words)) for i in drawn])
    if own:
        others = np.ones(text.shape, bool)
        others[np.arange(len(drawn)), drawn] = False
        shape = (len(drawn), text.shape[1] - 1)
        text, tags = text[others].reshape(shape), tags[others].reshape(shape)
    usual = USUAL_SCALE
    draft = Scale(
        *_blended(text, usual.text_mean, usual.text_deviation),
        *_blended(tags, usual.tags_mean, usual.tags_deviation),
        best=1.0,
    )
    if not text.size:
        return replace(draft, best=usual.best)
    top = np.median(on_scale(text, tags, draft).max(axis=1))
    weighed = (text.size * top + _USUAL_PAIRS * usual.best) / (text.size + _USUAL_PAIRS)
    return replace(draft, best=float(weighed))


def _blended(scores: Floats, mean: float, deviation: float) -> tuple[float, float]:
    """Mean and deviation of the scores and of a thousand usual ones together."""
    many = scores.size + _USUAL_PAIRS
    middle = (float(scores.sum()) + _USUAL_PAIRS * mean) / many
    squares = float((scores**2).sum()) + _USUAL_PAIRS * (mean**2 + deviation**2)
    return middle, float(np.sqrt(squares / many - middle**2))
