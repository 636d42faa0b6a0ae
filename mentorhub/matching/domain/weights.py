"""What each part of a score counts: the weights this release ships, and how others are read."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

LEARNT = (
    "text", "tags", "lift", "same_commune", "near", "shared_time", "worked_together", "pending",
)  # fmt: skip
"""The weights that answers may move, in the order they are told."""
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """Fixed priors; a fit of 1.0 is as good as the usual best match.

    `text`, `tags` and `lift` (what texts share beyond words) make the fit; the others are added to
    it or, as `pending`, taken off. All are above 0.
    """

    text: float = 1.0
    tags: float = 0.5
    lift: float = 1.0
    same_commune: float = 0.06
    near: float = 0.04
    near_kilometres: float = 20.0
    shared_time: float = 0.04
    worked_together: float = 0.03
    worked_together_most: float = 0.06
    pending: float = 0.08

    @property
    def named(self) -> dict[str, float]:
        """Those that answers may move, by name."""
        every = asdict(self)
        return {name: every[name] for name in LEARNT}

    def with_named(self, named: Mapping[str, float]) -> "Weights":
        """These weights with others in their place, as `named` gave them, to four decimals.

        How often work together counts at most moves along with what it counts once. Raises
        ValueError for a name that is none, or a weight that is not above 0.
        """
        if wrong := [name for name, worth in named.items() if name not in LEARNT or not worth > 0]:
            raise ValueError(f"no weights: {', '.join(wrong)}")
        found = replace(self, **{name: round(worth, _PLACES) for name, worth in named.items()})
        most = found.worked_together * self.worked_together_most / self.worked_together
        return replace(found, worked_together_most=most)


SHIPPED = Weights()
