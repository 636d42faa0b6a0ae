"""How much of a text stands in another one, for every pair among a thousand texts.

A text is cut into runs of four folded words; of their checksums the smallest are kept. The share
two such sketches have in common estimates that of the texts (A. Broder, “On the resemblance and
containment of documents”, 1997).
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from mentorhub.matching.domain.analyser import fold, words

RUN = 4
KEPT = 96
NEAR = 0.5  # half of all runs: a text with every fourth sentence rewritten still reaches it
SHORTEST = 12  # runs; below that two texts are alike by chance
MOST_SHARING = 40  # a run that stands in so many texts is a phrase of the form, not of a team

Key = TypeVar("Key", bound=Hashable)
Sketch = frozenset[int]


@lru_cache(maxsize=4096)
def sketch(text: str) -> Sketch:
    found = [fold(word) for word in words(text, "vi")]
    runs = {zlib.crc32(" ".join(found[i : i + RUN]).encode()) for i in range(len(found) - RUN + 1)}
    return frozenset(sorted(runs)[:KEPT]) if len(runs) >= SHORTEST else frozenset()


def likeness(one: Sketch, other: Sketch) -> float:
    """Of the smallest runs of both together, how many stand in both; 0 to 1."""
    if not one or not other:
        return 0.0
    smallest = sorted(one | other)[:KEPT]
    return sum(run in one and run in other for run in smallest) / len(smallest)


def near(texts: Mapping[Key, str]) -> dict[Key, list[Key]]:
    """For each text those it is nearly the same as, in the order given."""
    sketches = {key: sketch(text) for key, text in texts.items()}
    holding: dict[int, list[Key]] = defaultdict(list)
    for key, runs in sketches.items():
        for run in runs:
            holding[run].append(key)
    sharing = Counter(
        pair
        for keys in holding.values()
        if len(keys) <= MOST_SHARING
        for pair in combinations(keys, 2)
    )
    found: dict[Key, list[Key]] = defaultdict(list)
    for (one, other), shared in sharing.items():
        if shared > 1 and likeness(sketches[one], sketches[other]) >= NEAR:
            found[one].append(other)
            found[other].append(one)
    return {key: [one for one in texts if one in found[key]] for key in found}
