"""How alike two sets of texts are, by the measure of the index, learnt from these texts alone.

For some hundred texts on each side: no index is kept, and nothing needs scikit-learn.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from mentorhub.matching.domain.arrays import Floats


def cosines(left: Sequence[Sequence[str]], right: Sequence[Sequence[str]]) -> Floats:
    """Sublinear TF-IDF cosine of the tokens of each text with those of each other, (left, right).

    A text without tokens is like no other: 0.
    """
    texts = [Counter(tokens) for tokens in (*left, *right)]
    columns: dict[str, int] = {}
    for text in texts:
        for token in text:
            columns.setdefault(token, len(columns))
    if not columns:
        return np.zeros((len(left), len(right)))
    matrix = _weighed(texts, columns)
    return np.asarray((matrix[: len(left)] @ matrix[len(left) :].T).todense(), np.float64)


def _weighed(texts: Sequence[Counter[str]], columns: dict[str, int]) -> Any:
    """(texts, tokens), every row of length 1: (1 + ln times) (1 + ln ((1 + n) / (1 + df)))."""
    from scipy.sparse import csr_array  # only who hands out pays for it

    lengths = [len(text) for text in texts]
    column = np.array([columns[token] for text in texts for token in text], np.int64)
    times = np.array([n for text in texts for n in text.values()], np.float64)
    frequency = np.bincount(column, minlength=len(columns))
    rarity = 1 + np.log((1 + len(texts)) / (1 + frequency))
    weights = (1 + np.log(times)) * rarity[column]
    row = np.repeat(np.arange(len(texts)), lengths)
    norms = np.sqrt(np.bincount(row, weights**2, minlength=len(texts)))
    starts = np.concatenate([[0], np.cumsum(lengths)])
    return csr_array((weights / norms[row], column, starts), shape=(len(texts), len(columns)))
