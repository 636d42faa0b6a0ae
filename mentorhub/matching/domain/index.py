"""The index: what was learnt from the mentors' words, as arrays all workers map and share.

Terms are found by a 64-bit digest in a sorted array, so no dictionary is loaded; documents are
stored by column, so a query reads only the columns of its own terms and the best are exact. A new
version is written beside the old one; a row of the database says which one is in use.
"""

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentorhub.matching.domain.arrays import Floats, Places, digest
from mentorhub.matching.domain.embedding import Meaning
from mentorhub.matching.domain.latent import Lift, Space

FORMAT = 2
MOST_AT_ONCE = 50_000  # entries; above it copies cost more than a loop over the columns
_ARRAYS = ("keys", "idf", "starts", "rows", "weights")
_SPACES = ("keys", "idf", "directions", "places")
_MEANINGS = ("places", "keys", "asked", "usual")


@dataclass(frozen=True, slots=True)
class Query:
    """The known terms of a text: their columns (n,) and weights (n,) of length 1."""

    columns: Places
    weights: Floats


@dataclass(frozen=True, slots=True)
class TermMatrix:
    """TF-IDF of `size` documents by t terms, compressed by column.

    keys (t,) uint64 ascending; idf (t,); starts (t + 1,); rows (n,) ascending in each column;
    weights (n,), every document of length 1.
    """

    keys: NDArray[np.uint64]
    idf: NDArray[np.float32]
    starts: Places
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    size: int

    def query(self, terms: Iterable[str]) -> Query:
        """Sublinear TF × IDF of the terms the matrix knows; the others are passed over."""
        counts = Counter(terms)
        spoken, columns = self.known(list(counts))
        times = np.array([counts[term] for term in spoken], np.float64)
        return Query(columns, self.weighed(columns, times))

    def known(self, terms: Sequence[str]) -> tuple[list[str], Places]:
        """The terms that have a column, and their columns."""
        wanted = np.fromiter((digest(term) for term in terms), np.uint64, len(terms))
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        known = self.keys[places] == wanted
        return list(compress(terms, known)), places[known].astype(np.int64)

    def weighed(self, columns: Places, times: Floats) -> Floats:
        """Sublinear TF × IDF of columns said so many times, set to length 1; (n,) or (q, n)."""
        weights = np.where(times > 0, 1 + np.log(np.maximum(times, 1)), 0.0) * self.idf[columns]
        lengths = np.sqrt((weights * weights).sum(axis=-1, keepdims=True))
        return np.asarray(weights / np.where(lengths == 0, 1.0, lengths))

    def scores(self, query: Query) -> Floats:
        """Cosine of the query with every document, (size,)."""
        first, last = self.starts[query.columns], self.starts[query.columns + 1]
        lengths = last - first
        total = int(lengths.sum())
        if total > MOST_AT_ONCE:
            return self._by_columns(zip(first, last, query.weights, strict=True))
        if not total:
            return np.zeros(self.size)
        shift = np.repeat(first - (np.cumsum(lengths) - lengths), lengths)
        entries = np.arange(total) + shift
        parts = self.weights[entries] * np.repeat(query.weights, lengths)
        return np.bincount(self.rows[entries], parts, minlength=self.size).astype(np.float64)

    def _by_columns(self, columns: Iterable[tuple[int, int, float]]) -> Floats:
        """The same sums, a column after the other: long columns are read where they lie."""
        scores = np.zeros(self.size)
        for first, last, weight in columns:
            scores[self.rows[first:last]] += self.weights[first:last] * weight
        return scores

    def block(self, columns: Places, first: int, last: int) -> Floats:
        """Weights of these columns in documents `first` … `last` − 1, (columns, documents)."""
        found = np.zeros((len(columns), last - first))
        entries = self._lower_bounds(columns, first)[:, None] + np.arange(last - first)
        inside = entries < self.starts[columns + 1][:, None]
        rows = self.rows[np.where(inside, entries, 0)] if len(self.rows) else entries
        lines, steps = np.nonzero(inside & (rows < last))
        found[lines, rows[lines, steps] - first] = self.weights[entries[lines, steps]]
        return found

    def _lower_bounds(self, columns: Places, row: int) -> Places:
        """Where `row` is or would be in each column: one bisection over all columns at once."""
        low, high = self.starts[columns], self.starts[columns + 1]
        while (low < high).any():
            middle = (low + high) // 2
            before = (low < high) & (self.rows[np.minimum(middle, len(self.rows) - 1)] < row)
            low = np.where(before, middle + 1, low)
            high = np.where(before, high, np.where(low < high, middle, high))
        return np.asarray(low, np.int64)


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and deviation of text and tag scores over random pairs, and the usual best total.

    Fixed for a version of the index, so that scores of different queries can be compared.
    """

    text_mean: float
    text_deviation: float
    tags_mean: float
    tags_deviation: float
    best: float


@dataclass(frozen=True, slots=True)
class Index:
    """Texts (one document a row) and tags (one mentor a row) of m mentors.

    mentors (m,) and documents (d,): ids as bytes; the documents of mentor i are
    first[i] … first[i + 1] − 1, the profile itself before the past projects.
    """

    mentors: NDArray[np.bytes_]
    documents: NDArray[np.bytes_]
    first: Places
    text: TermMatrix
    tags: TermMatrix
    scale: Scale
    lift: Lift | None = None
    meaning: Meaning | None = None

    def place(self, mentor: str) -> int | None:
        """The row of a mentor, None when the mentor came after this version."""
        found = np.flatnonzero(self.mentors == mentor.encode())
        return int(found[0]) if len(found) else None


def save(index: Index, folder: Path, version: str) -> Path:
    """Writes the index as `folder`/`version`; a reader sees all of it or nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".", dir=folder))
    for name, array in _arrays(index):
        np.save(unfinished / f"{name}.npy", array)
    sizes = {"text": index.text.size, "tags": index.tags.size}
    manifest = {"format": FORMAT, "sizes": sizes, "scale": asdict(index.scale)}
    if index.lift is not None:
        manifest["lift"] = index.lift.constants
    if index.meaning is not None:
        manifest["meaning"] = index.meaning.constants
    (unfinished / "manifest.json").write_text(json.dumps(manifest))
    for path in unfinished.iterdir():
        _flush(path)
    unfinished.chmod(0o755)
    unfinished.rename(folder / version)
    _flush(folder)
    return folder / version


def load(path: Path) -> Index:
    """The index at `path`, memory-mapped.

    Raises ValueError with the format found when another version of the program wrote it.
    """
    manifest = json.loads((path / "manifest.json").read_text())
    if manifest["format"] != FORMAT:
        raise ValueError(manifest["format"])
    # a memmap object itself makes each look-up slower; a plain array shares its memory
    arrays = {
        file.stem: np.asarray(np.load(file, mmap_mode="r")) for file in sorted(path.glob("*.npy"))
    }
    text, tags = (
        TermMatrix(**{name: arrays[f"{part}.{name}"] for name in _ARRAYS}, size=size)
        for part, size in manifest["sizes"].items()
    )
    named = {name: arrays[name] for name in ("mentors", "documents", "first")}
    scale = Scale(**manifest["scale"])
    lift = _lift(arrays, manifest["lift"]) if "lift" in manifest else None
    meaning = _meaning(arrays, manifest["meaning"]) if "meaning" in manifest else None
    return Index(**named, text=text, tags=tags, scale=scale, lift=lift, meaning=meaning)


def _lift(arrays: Mapping[str, Any], constants: Mapping[str, Any]) -> Lift:
    words, letters = (
        Space(**{name: arrays[f"{part}.{name}"] for name in _SPACES})
        for part in ("words", "letters")
    )
    return Lift(words, letters, usual=arrays["usual"], **constants)


def _meaning(arrays: Mapping[str, Any], constants: Mapping[str, Any]) -> Meaning:
    return Meaning(**{name: arrays[f"meaning.{name}"] for name in _MEANINGS}, **constants)


def prune(folder: Path, *, keep: Container[str]) -> None:
    """Drops every version but these. Who still maps a dropped one keeps it until it lets go."""
    for path in folder.iterdir():
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


def _arrays(index: Index) -> Iterable[tuple[str, NDArray[np.generic]]]:
    yield "mentors", index.mentors
    yield "documents", index.documents
    yield "first", index.first
    for part, matrix in (("text", index.text), ("tags", index.tags)):
        for name in _ARRAYS:
            yield f"{part}.{name}", getattr(matrix, name)
    if index.lift is not None:
        yield "usual", index.lift.usual
        for part, space in (("words", index.lift.words), ("letters", index.lift.letters)):
            for name in _SPACES:
                yield f"{part}.{name}", getattr(space, name)
    if index.meaning is not None:
        for name in _MEANINGS:
            yield f"meaning.{name}", getattr(index.meaning, name)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
