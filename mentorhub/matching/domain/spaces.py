"""How a space is learnt from documents; imported by the worker alone, for scipy is heavy."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

from mentorhub.matching.domain.arrays import Floats, digest
from mentorhub.matching.domain.latent import Space, letters_of

RANK = 100
MOST_TERMS = 20_000
MOST_LEARNT_FROM = 4_000


def learnt(documents: Sequence[Sequence[str]], *, seed: int = 0) -> Space:
    """The space of these documents, given as their terms.

    Of the terms that occur in two documents the 20,000 commonest count; the directions come from at
    most 4,000 documents drawn by `seed`. Same input, same space.
    """
    return _space(*_counted(documents), seed=seed)


def learnt_of_letters(documents: Sequence[Sequence[str]], *, seed: int = 0) -> Space:
    """The same over the letters of the words: counted once a distinct word, so it stays quick."""
    words, counts = _counted(documents)
    grams, of_words = _counted([letters_of(word) for word in words])
    return _space(grams, sparse.csr_array(counts @ of_words), seed=seed)


def _counted(documents: Sequence[Sequence[str]]) -> tuple[list[str], sparse.csr_array]:
    """The terms in the order they are met, and how often each document says them, (d, t)."""
    places: dict[str, int] = {}
    columns = [places.setdefault(term, len(places)) for terms in documents for term in terms]
    starts = np.cumsum([0, *map(len, documents)])
    shape = (len(documents), len(places))
    counts = sparse.csr_array((np.ones(len(columns), np.float32), columns, starts), shape=shape)
    counts.sum_duplicates()
    return list(places), counts


def _space(terms: list[str], counts: sparse.csr_array, *, seed: int) -> Space:
    spread = np.bincount(counts.indices, minlength=len(terms))
    shared = np.flatnonzero(spread >= 2)
    shared = shared[np.argsort(-spread[shared], kind="stable")][:MOST_TERMS]
    keys = np.fromiter((digest(terms[term]) for term in shared), np.uint64, len(shared))
    order = np.argsort(keys)
    kept = shared[order]
    idf = np.log((1 + counts.shape[0]) / (1 + spread[kept])) + 1
    weights = sparse.csr_array(counts[:, kept])
    weights.data = (1 + np.log(weights.data)) * idf[weights.indices]
    directions = _directions(_unit(weights), seed=seed)
    found = np.asarray(weights @ directions)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    places = found / np.where(lengths == 0, 1, lengths)
    small = np.float32
    return Space(keys[order], idf.astype(small), directions.astype(small), places.astype(small))


def _directions(weights: sparse.csr_array, *, seed: int) -> Floats:
    """(t, k): the leading right singular vectors; none where fewer than three documents speak."""
    size, many = weights.shape
    if size > MOST_LEARNT_FROM:
        drawn = np.random.default_rng(seed).permutation(size)[:MOST_LEARNT_FROM]
        weights = weights[np.sort(drawn)]
    rank = min(RANK, weights.shape[0] // 4, many // 4)  # as many as documents would say nothing
    if rank < 2 or not weights.nnz:
        return np.zeros((many, 1))
    return np.asarray(randomized_svd(weights, rank, random_state=seed)[2].T)


def _unit(weights: sparse.csr_array) -> sparse.csr_array:
    """Every row of length 1."""
    lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    scaled = weights.copy()
    scaled.data = weights.data / np.repeat(
        np.where(lengths == 0, 1, lengths), np.diff(weights.indptr)
    )
    return scaled
