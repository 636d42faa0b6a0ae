"""What texts have in common beyond the words they share: latent semantic analysis.

A space is learnt from the documents of the mentors: the directions along which terms occur together
(truncated singular value decomposition of sublinear TF-IDF, Deerwester et al. 1990). There are two:
one over the analyser's tokens, one over the letters of the words, which forgives endings and
spellings. They only lift or lower a score; nobody is ever found by them alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mentorhub.matching.domain.arrays import Floats, Places, digest

GRAMS = (3, 4, 5)
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Space:
    """k directions over t terms, and where d documents lie.

    keys (t,) uint64 ascending; idf (t,) float32; directions (t, k) float32; places (d, k) float32,
    every row of length 1 or, for a document without a known term, 0.
    """

    keys: NDArray[np.uint64]
    idf: NDArray[np.float32]
    directions: NDArray[np.float32]
    places: NDArray[np.float32]

    def scores(self, terms: Iterable[str], rows: Places | None = None) -> Floats:
        """Cosine, −1 to 1, of a text, given as its terms, with every document or with these."""
        places = self.places if rows is None else self.places[rows]
        return np.asarray(places @ self.place(Counter(terms)), np.float64)

    def place(self, counts: Counter[str]) -> NDArray[np.float32]:
        """Where the terms lie, (k,), of length 1; nowhere when none is known."""
        wanted = np.fromiter(map(digest, counts), np.uint64, len(counts))
        times = np.fromiter(counts.values(), np.float32, len(counts))
        rows = np.searchsorted(self.keys, wanted)
        rows[rows == len(self.keys)] = 0
        known = self.keys[rows] == wanted if len(self.keys) else np.zeros(len(rows), bool)
        rows, times = rows[known], times[known]
        place = ((1 + np.log(times)) * self.idf[rows]) @ self.directions[rows]
        length = float(np.linalg.norm(place))
        return np.asarray(place / length if length else place, np.float32)


@dataclass(frozen=True, slots=True)
class Lift:
    """Both spaces, the usual cosines in them, and how much every mentor is lifted anyway.

    means, deviations: of words and of letters over random pairs. usual (m,): the mean total score
    of each mentor over the sample; half of it is taken off, for who fits everybody a little is
    nobody's best. best: the usual best total.
    """

    words: Space
    letters: Space
    means: tuple[float, float]
    deviations: tuple[float, float]
    usual: Floats
    best: float

    @property
    def constants(self) -> dict[str, object]:
        return {"means": self.means, "deviations": self.deviations, "best": self.best}


def letters(words: Iterable[str]) -> list[str]:
    """The runs of three, four and five letters inside each word, its ends marked by spaces."""
    return [gram for word in words for gram in letters_of(word)]


def letters_of(word: str) -> list[str]:
    padded = f" {word[:LONGEST_WORD]} "
    return [
        padded[start : start + size]
        for size in GRAMS
        for start in range(max(1, len(padded) - size + 1))
    ]
