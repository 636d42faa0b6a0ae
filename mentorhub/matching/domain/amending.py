"""An index after a few mentors came, left or wrote something else, the others unread.

Words and tags come out as if everything had been learnt anew: the weights of all documents are
computed from what they already say and from the new counts of documents. Kept until the next whole
learning are the scale and the directions of the spaces; new texts find their place in these.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mentorhub.matching.domain.arrays import Floats, Places, digest
from mentorhub.matching.domain.index import Index, TermMatrix
from mentorhub.matching.domain.latent import Lift, Space, letters
from mentorhub.matching.domain.lifting import bare, usual_of
from mentorhub.matching.domain.model import Profile

GONE = -1


def amended(
    index: Index,
    changed: Sequence[Profile],
    *,
    gone: Collection[str] = (),
    teams: Sequence[Profile] = (),
    seed: int = 0,
) -> Index:
    """The index with these mentors as they are now, and without those who are `gone` (ids).

    Mentors stand in the order of their ids. `teams` say how much a changed mentor scores with
    everybody; without any it is what the others do. Raises ValueError when nobody is left.
    """
    move = _Move.of(index, {profile.id: profile for profile in changed}, gone)
    texts = {
        row: text
        for profile, rows in move.written()
        for row, text in zip(rows, profile.texts, strict=True)
    }
    said = {move.places[profile.id]: profile.tag_words for profile in changed}
    new = Index(
        np.array([id_.encode() for id_ in move.ids], np.bytes_),
        _documents(index, move),
        move.first,
        rewritten(index.text, move.documents, texts, size=int(move.first[-1])),
        rewritten(index.tags, move.mentors, said, size=len(move.ids)),
        index.scale,
    )
    if index.lift is None:
        return new
    lift = replace(
        index.lift,
        words=_moved(index.lift.words, move, texts),
        letters=_moved(
            index.lift.letters, move, {row: letters(bare(text)) for row, text in texts.items()}
        ),
        usual=_usual(index.lift, move),
    )
    new = replace(new, lift=lift)
    lift.usual[sorted(said)] = usual_of(new, np.array(sorted(said)), teams, seed=seed)
    return new


def rewritten(
    matrix: TermMatrix, moved: Places, said: Mapping[int, Iterable[str]], *, size: int
) -> TermMatrix:
    """The matrix of `size` documents: row r of the old one is now moved[r], or gone (−1), and the
    rows of `said` hold these terms.

    A weight ÷ IDF of its column is what the document says of the term, up to a factor that is the
    document's own; so new weights follow from the old ones and the new counts.
    """
    columns = np.repeat(np.arange(len(matrix.keys)), np.diff(matrix.starts))
    kept = moved[matrix.rows] != GONE
    old_says = (matrix.weights[kept] / matrix.idf[columns[kept]]).astype(np.float64)
    keys, rows, says = _counted(said)
    every = np.concatenate((matrix.keys[columns[kept]], keys))
    known, places = _numbered(every, matrix.keys)
    places_rows = np.concatenate((moved[matrix.rows[kept]], rows))
    order = np.argsort(places * size + places_rows, kind="stable")
    places, places_rows = places[order], places_rows[order]
    spread = np.bincount(places, minlength=len(known))
    idf = np.log((1 + size) / (1 + spread)) + 1
    weights = np.concatenate((old_says, says))[order] * idf[places]
    lengths = np.sqrt(np.bincount(places_rows, weights**2, minlength=size))
    return TermMatrix(
        known,
        idf.astype(np.float32),
        np.concatenate(([0], np.cumsum(spread))).astype(np.int64),
        places_rows.astype(np.int32),
        (weights / lengths[places_rows]).astype(np.float32),
        size=size,
    )


@dataclass(frozen=True, slots=True)
class _Move:
    """Where everything lies afterwards: `mentors` and `documents` map old rows to new ones."""

    ids: list[str]
    places: Mapping[str, int]
    first: Places
    mentors: Places
    documents: Places
    changed: Mapping[str, Profile]

    @classmethod
    def of(cls, index: Index, changed: Mapping[str, Profile], gone: Collection[str]) -> "_Move":
        old = [id_.decode() for id_ in index.mentors]
        kept = [row for row, id_ in enumerate(old) if id_ not in changed and id_ not in gone]
        many = dict(zip(old, np.diff(index.first).tolist(), strict=True))
        many |= {id_: len(profile.documents) for id_, profile in changed.items()}
        ids = sorted([*(old[row] for row in kept), *changed])
        if not ids:
            raise ValueError("no mentors")
        places = {id_: place for place, id_ in enumerate(ids)}
        first = np.cumsum([0, *(many[id_] for id_ in ids)]).astype(np.int64)
        mentors = np.full(len(old), GONE, np.int64)
        mentors[kept] = [places[old[row]] for row in kept]
        documents = np.full(int(index.first[-1]), GONE, np.int64)
        owners = np.repeat(np.arange(len(old)), np.diff(index.first))
        stays = mentors[owners] != GONE
        within = np.arange(len(documents)) - index.first[owners]
        documents[stays] = (first[mentors[owners]] + within)[stays]
        return cls(ids, places, first, mentors, documents, changed)

    def written(self) -> Iterable[tuple[Profile, range]]:
        """Each changed mentor and the rows of its documents."""
        for id_, profile in self.changed.items():
            start = int(self.first[self.places[id_]])
            yield profile, range(start, start + len(profile.documents))


def _documents(index: Index, move: _Move) -> NDArray[np.bytes_]:
    names = [b""] * int(move.first[-1])
    for row, name in zip(move.documents.tolist(), index.documents.tolist(), strict=True):
        if row != GONE:
            names[row] = name
    for profile, rows in move.written():
        for row, document in zip(rows, profile.documents, strict=True):
            names[row] = document.id.encode()
    return np.array(names, np.bytes_)


def _counted(
    said: Mapping[int, Iterable[str]],
) -> tuple[NDArray[np.uint64], Places, Floats]:
    """Keys, rows and 1 + log times of every term of these rows."""
    found = [
        (digest(term), row, times)
        for row, terms in said.items()
        for term, times in Counter(terms).items()
    ]
    keys = np.array([key for key, _, _ in found], np.uint64)
    rows = np.array([row for _, row, _ in found], np.int64)
    return keys, rows, 1 + np.log(np.array([times for *_, times in found], np.float64))


def _numbered(
    keys: NDArray[np.uint64], before: NDArray[np.uint64]
) -> tuple[NDArray[np.uint64], Places]:
    """The different keys, ascending, and the place of each; terms nobody says any more are gone."""
    new = np.setdiff1d(keys[~np.isin(keys, before, kind="sort")], before)
    every = np.sort(np.concatenate((before, new)))
    places = np.searchsorted(every, keys)
    spoken = np.zeros(len(every), bool)
    spoken[places] = True
    return every[spoken], (np.cumsum(spoken) - 1)[places]


def _moved(space: Space, move: _Move, said: Mapping[int, Sequence[str]]) -> Space:
    """The space with the kept documents at their new rows, the new ones where their terms lie."""
    places = np.zeros((int(move.first[-1]), space.places.shape[1]), np.float32)
    kept = move.documents != GONE
    places[move.documents[kept]] = space.places[kept]
    for row, terms in said.items():
        places[row] = space.place(Counter(terms))
    return replace(space, places=places)


def _usual(lift: Lift, move: _Move) -> Floats:
    """The usual scores of those who stay; of the others the mean."""
    usual = np.full(len(move.ids), float(np.mean(lift.usual)))
    kept = move.mentors != GONE
    usual[move.mentors[kept]] = lift.usual[kept]
    return usual
