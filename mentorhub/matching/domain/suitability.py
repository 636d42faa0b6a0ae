"""From words that fit to a mentor who suits: who answers, who is near, who has room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What, besides words, makes a mentor right for a team now."""

    free_places: int
    pending: int = 0
    answers: int = 0
    requests: int = 0
    same_commune: bool = False
    kilometres: float | None = None
    shared_times: int = 0
    worked_together: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """Fixed priors; a fit of 1.0 is as good as the usual best match."""

    same_commune: float = 0.06
    near: float = 0.04
    near_kilometres: float = 20.0
    shared_time: float = 0.04
    worked_together: float = 0.03
    worked_together_most: float = 0.06
    pending: float = 0.08


def suitability(fit_: float, now: Circumstances, weights: Weights | None = None) -> float:
    """The fit, times how surely this mentor answers, plus what is near, minus who waits already."""
    w = weights or Weights()
    answering = (3 + now.answers) / (4 + now.requests)
    is_near = now.kilometres is not None and now.kilometres <= w.near_kilometres
    place = w.same_commune if now.same_commune else w.near if is_near else 0.0
    time = w.shared_time if now.shared_times else 0.0
    before = min(w.worked_together * now.worked_together, w.worked_together_most)
    waiting = w.pending * now.pending / max(1, now.free_places)
    return fit_ * answering + place + time + before - waiting


def with_newcomers(ranked: Sequence[Item], new: Sequence[bool], *, every: int = 10) -> list[Item]:
    """The order with the next best newcomer in each tenth slot that would not hold one anyway."""
    waiting = list(zip(ranked, new, strict=True))
    order: list[Item] = []
    while waiting:
        block = waiting[: every - 1]
        rest = waiting[every - 1 :]
        if rest and not any(is_new for _, is_new in block):
            slot = next((place for place, (_, is_new) in enumerate(rest) if is_new), 0)
            block, rest = [*block, rest[slot]], rest[:slot] + rest[slot + 1 :]
        order += [item for item, _ in block]
        waiting = rest
    return order
