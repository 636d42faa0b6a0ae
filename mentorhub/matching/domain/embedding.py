"""Where texts lie in the space of a language model, which knows words nobody here has used yet.

The model is an optional extra that only the worker and `flask evaluate` ask (`Embedder`). What it
said of the mentors' documents and of the teams' ideas is part of the index: a page looks a vector
up and never waits for a model, and a process without the extra reads the same scores.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mentorhub.matching.domain.arrays import Floats, Places

WEIGHT = 1.0
Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """A language model: its `name` with the version, and the vectors of texts, (n, k), length 1.

    Same text, same vector, whatever it is asked together with. Raises `EmbedderFailed`.
    """

    @property
    def name(self) -> str: ...

    def __call__(self, texts: Sequence[str], /) -> Vectors: ...


class EmbedderFailed(RuntimeError):
    """The model gave no answer; everything goes on without it."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a language model said of d documents of m mentors and of q teams.

    places (d, k) and asked (q, k) float16, rows of length 1; keys (q,) uint64 ascending, of what
    the teams typed. mean, deviation: of the pooled cosine over random pairs. usual (m,), best: as
    in `latent.Lift`, of totals with this part.
    """

    name: str
    places: NDArray[np.float16]
    keys: NDArray[np.uint64]
    asked: NDArray[np.float16]
    mean: float
    deviation: float
    usual: Floats
    best: float

    @property
    def constants(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in ("name", "mean", "deviation", "best")}

    def of(self, typed: str) -> Vectors | None:
        """Where a team's text lies, (k,); None when it was written after the index was built."""
        wanted = np.uint64(key(typed))
        row = int(np.searchsorted(self.keys, wanted))
        known = row < len(self.keys) and self.keys[row] == wanted
        return self.asked[row].astype(np.float32) if known else None

    def cosines(self, vector: Vectors, rows: Places | None = None) -> Floats:
        """With every document, or with these, (n,), −1 to 1."""
        places = self.places if rows is None else self.places[rows]
        return np.asarray(places.astype(np.float32) @ vector, np.float64)

    def on_scale(self, cosines: Floats) -> Floats:
        return np.asarray(WEIGHT * (cosines - self.mean) / self.deviation)


class Remembered:
    """Vectors by the text they belong to, so that an edit costs one text and not all."""

    def __init__(self, known: Mapping[int, Vectors] | None = None) -> None:
        self._known = dict(known or {})

    def __getitem__(self, text: str) -> Vectors:
        return self._known[key(text)]

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those not known yet, each once."""
        return [text for text in dict.fromkeys(texts) if key(text) not in self._known]

    def learn(self, texts: Sequence[str], vectors: Vectors) -> None:
        self._known.update(zip(map(key, texts), vectors, strict=True))

    def only(self, texts: Sequence[str]) -> "Remembered":
        """Without those whose text is gone: a vector tells too much to be kept longer."""
        wanted = {key(text) for text in texts}
        return Remembered({one: it for one, it in self._known.items() if one in wanted})

    def arrays(self) -> tuple[NDArray[np.uint64], Vectors]:
        """keys (n,) and vectors (n, k), to be written down."""
        keys = np.fromiter(self._known, np.uint64, len(self._known))
        return keys, np.array(list(self._known.values()), np.float32)


def key(text: str) -> int:
    """The 64-bit number of a text."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")
