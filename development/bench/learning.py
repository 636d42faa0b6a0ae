"""Weights learnt from made-up answers: `tasks.py bench learning`.

Teams ask mentors; what a score is made of is drawn as in a directory of a thousand. Answers follow
a planted truth in which tags and free times count three times what is shipped, waiting requests
twice, words half, and mentors differ in how readily they say yes; in the other half of the rows
they follow the shipped weights, so that there is nothing to learn. The loss is that of 3,000 fresh
answers of other mentors: of all pairs of a yes and a no, the part put the wrong way round. Times
are those of the processor, for one night.
"""

import sys
import time
from collections.abc import Mapping

import numpy as np

from development.console import say
from mentorhub.matching.domain.learning import Answer, Learnt, learn
from mentorhub.matching.domain.measures import misranked
from mentorhub.matching.domain.weights import LEARNT, SHIPPED, Weights

TRUTH = {"tags": 3.0, "text": 0.5, "shared_time": 3.0, "pending": 2.0}
MANY = (300, 1_000, 3_000, 10_000)
DRAWS, FRESH = 10, 3_000
MOST_SECONDS = 20.0
SLOPE, READINESS = 4.0, 0.5


def main() -> int:
    learn(made_up(300, {}))  # what has to be imported is not what is measured
    say("| answers | truth | seconds | kept | loss, shipped | loss, learnt | loss, truth |")
    say("|---|---|---|---|---|---|---|")
    slow = False
    for name, truth in (("planted", TRUTH), ("as shipped", {})):
        for many in MANY:
            slow |= _measured(many, name, truth) > MOST_SECONDS
    return int(slow)


def _measured(many: int, name: str, truth: Mapping[str, float]) -> float:
    """Prints a row of means over some draws; the seconds of one learning."""
    fresh = made_up(FRESH, truth, seed=1_000)
    began = time.process_time()
    found = [learn(made_up(many, truth, seed=seed)) for seed in range(DRAWS)]
    seconds = (time.process_time() - began) / DRAWS
    kept = [one for one in found if one.is_better(is_in_force=False)]
    used = [_used(one) for one in found]
    losses = [misplaced(fresh, weights) for weights in (SHIPPED, planted(truth))]
    learnt = np.mean([misplaced(fresh, weights) for weights in used])
    say(
        f"| {many:,} | {name} | {seconds:.2f} | {len(kept)} of {DRAWS} | {losses[0]:.3f} | "
        f"{learnt:.3f} | {losses[1]:.3f} |"
    )
    return seconds


def _used(one: Learnt) -> Weights:
    return one.weights if one.is_better(is_in_force=False) else SHIPPED


def planted(truth: Mapping[str, float]) -> Weights:
    """The shipped weights, some of them so many times."""
    named = SHIPPED.named
    return SHIPPED.with_named({name: named[name] * truth.get(name, 1.0) for name in LEARNT})


def made_up(
    many: int, truth: Mapping[str, float], *, seed: int = 0, slope: float = SLOPE
) -> list[Answer]:
    """Answers of a tenth as many mentors (60 at least); with a slope of 0 they are mere chance."""
    luck = np.random.default_rng(seed)
    same, near = luck.random((2, many)) < np.array([[0.2], [0.3]])
    parts = np.column_stack(
        [
            luck.normal(0.35, 0.15, many),
            luck.normal(0.3, 0.3, many),
            luck.normal(0.2, 0.15, many),
            same,
            near & ~same,
            luck.random(many) < 0.4,
            luck.random(many) < 0.1,
            -luck.integers(0, 4, many) / 2,
        ]
    )
    weights = planted(truth).named
    scores = parts @ np.array([weights[name] for name in LEARNT])
    mentors = luck.integers(0, max(60, many // 10), many)
    ready = luck.normal(0, READINESS, mentors.max() + 1)
    odds = slope * (scores - scores.mean()) + ready[mentors]
    values = luck.random(many) < 1 / (1 + np.exp(-odds))
    rows = zip(mentors, parts, values, strict=True)
    return [
        Answer(f"{seed}-{mentor}", dict(zip(LEARNT, map(float, row), strict=True)), float(value))
        for mentor, row, value in rows
    ]


def misplaced(answers: list[Answer], weights: Weights) -> float:
    """The part of the pairs of a yes and a no that these weights put the wrong way round."""
    named = weights.named
    scores = [sum(named[name] * part for name, part in one.parts.items()) for one in answers]
    lost, possible = misranked(np.array(scores), np.array([one.value for one in answers]))
    return lost / possible


if __name__ == "__main__":
    sys.exit(main())
