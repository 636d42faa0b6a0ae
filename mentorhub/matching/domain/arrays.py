"""The kinds of array the index is made of, and the number of a term."""

from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@lru_cache(maxsize=65_536)
def digest(term: str) -> int:
    """A term's 64-bit number, the same on every machine."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "big")
