"""Rounds of the yardstick and of our page, alternating; the median of the rounds' ratios."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from development.bench.server import Server

Ask = Callable[[Server, int], tuple[int, int]]


@dataclass(frozen=True)
class Figure:
    """`ratio` is processor time ÷ the yardstick's in the same round; milliseconds elsewhere."""

    ratio: float
    milliseconds: float
    p99: float
    bytes: int
    status: int


@dataclass(frozen=True)
class Round:
    processor: float
    latencies: list[float]
    bytes: int
    status: int


def compared(
    ours: Server, ask: Ask, yardstick: Server, ask_yardstick: Ask, *, rounds: int, requests: int
) -> Figure:
    """Alternate A B A B; one connection each, so that nothing waits for anything else."""
    _round(ours, ask, 20), _round(yardstick, ask_yardstick, 20)
    ratios, mine = [], []
    for _ in range(rounds):
        theirs = _round(yardstick, ask_yardstick, requests)
        mine.append(_round(ours, ask, requests))
        ratios.append(mine[-1].processor / max(theirs.processor, 1e-6))
    latencies = sorted(x for one in mine for x in one.latencies)
    return Figure(
        ratio=median(ratios),
        milliseconds=1000 * median(one.processor for one in mine),
        p99=1000 * latencies[int(len(latencies) * 0.99)],
        bytes=mine[-1].bytes,
        status=mine[-1].status,
    )


def _round(server: Server, ask: Ask, requests: int) -> Round:
    before, latencies, size, status = server.processor_seconds(), [], 0, 0
    for number in range(requests):
        began = time.perf_counter()
        status, size = ask(server, number)
        latencies.append(time.perf_counter() - began)
    used = server.processor_seconds() - before
    return Round(used / requests, latencies, size, status)
