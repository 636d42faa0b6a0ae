"""From words that fit to a mentor who suits: who answers, who is near, who has room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mentorhub.matching.domain.weights import SHIPPED, Weights

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


def suitability(fit_: float, now: Circumstances, weights: Weights = SHIPPED) -> float:
    """The fit, times how surely this mentor answers, plus what is near, minus who waits already."""
    w = weights
    place = w.same_commune if now.same_commune else w.near if _is_near(now, w) else 0.0
    time = w.shared_time if now.shared_times else 0.0
    before = min(w.worked_together * now.worked_together, w.worked_together_most)
    waiting = w.pending * now.pending / max(1, now.free_places)
    return fit_ * _answering(now) + place + time + before - waiting


def parts(
    words: Mapping[str, float], now: Circumstances, weights: Weights = SHIPPED
) -> dict[str, float]:
    """What a suitability is the weighed sum of, by the names of the weights.

    `words` are the parts of the fit (`lifting.parts`). How surely a mentor answers is measured and
    never weighed: it multiplies them.
    """
    most = round(weights.worked_together_most / weights.worked_together)
    return {
        **{name: part * _answering(now) for name, part in words.items()},
        "same_commune": float(now.same_commune),
        "near": float(not now.same_commune and _is_near(now, weights)),
        "shared_time": float(now.shared_times > 0),
        "worked_together": float(min(now.worked_together, most)),
        "pending": -now.pending / max(1, now.free_places),
    }


def _answering(now: Circumstances) -> float:
    return (3 + now.answers) / (4 + now.requests)


def _is_near(now: Circumstances, weights: Weights) -> bool:
    return now.kilometres is not None and now.kilometres <= weights.near_kilometres


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
