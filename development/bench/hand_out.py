"""How long handing out takes, how near the best it comes, and what a simple rule would lose.

`tasks.py bench hand-out`. Every figure is of an invented contest: jurors know some of twelve
topics, entries are about one or two, one pair in twenty-five has a tie, jurors come from sixty
communes.
"""

import time
from collections import Counter
from dataclasses import dataclass

import numpy as np

from mentorhub.judging.domain.handing import Linkage, Method, Plan, Seat, Task
from mentorhub.judging.domain.solving import solve

TOPICS, COMMUNES, TIES, PANELS = 12, 60, 0.04, 4
SIZES = ((40, 10, 3), (200, 60, 3), (500, 120, 3), (1000, 250, 4))
Numbers = Task[int, int]


@dataclass(frozen=True)
class Case:
    name: str
    one_per_unit: bool = False
    linkage: Linkage = Linkage.NONE
    limited: bool = False


CASES = (
    Case("ties alone"),
    Case("ties, limits", limited=True),
    Case("ties, limits, one of a commune", limited=True, one_per_unit=True),
    Case("the same, panels, three anchors", True, Linkage.ANCHORS, limited=True),
    Case("the same, panels, a third goes round", True, Linkage.ROTATED, limited=True),
)


def contest(entries: int, jurors: int, readers: int, case: Case, *, seed: int = 1) -> Numbers:
    luck = np.random.default_rng(seed)
    about = luck.random((entries, TOPICS)) ** 6
    knows = luck.random((jurors, TOPICS)) ** 3
    norms = np.linalg.norm(about, axis=1)[:, None] * np.linalg.norm(knows, axis=1)[None, :]
    panels = min(PANELS, jurors // 5) if case.linkage is not Linkage.NONE else 1
    mean = readers * entries / jurors
    most = int(mean * 1.25) + 1 + (3 if case.linkage is Linkage.ANCHORS else 0)
    tied = np.argwhere(luck.random((jurors, entries)) < TIES).tolist()
    return Task(
        entries=range(entries),
        seats=[
            Seat(n, n % panels, int(luck.integers(COMMUNES)), most=most if case.limited else None)
            for n in range(jurors)
        ],
        readers=[readers] * panels,
        fits=((about @ knows.T) / norms).round(3),
        barred={(juror, entry) for juror, entry in tied},
        one_per_unit=case.one_per_unit,
        linkage=case.linkage,
    )


def greedy(task: Numbers, *, most: int) -> tuple[float, int]:
    """The simple rule: entry by entry the most suitable jurors who have room.

    The answer is their suitability, and how many readers are missing in the end.
    """
    load: Counter[int] = Counter()
    barred, fits = set(task.barred), task.fits
    assert fits is not None
    total, missing = 0.0, 0
    for entry in task.entries:
        readers: list[int] = []
        for juror in np.argsort(-fits[entry], kind="stable").tolist():
            units = {task.seats[one].unit for one in readers}
            apart = not task.one_per_unit or task.seats[juror].unit not in units
            if len(readers) == task.readers[0]:
                break
            if (juror, entry) not in barred and load[juror] < most and apart:
                readers.append(juror)
        load.update(readers)
        missing += task.readers[0] - len(readers)
        total += float(sum(fits[entry, juror] for juror in readers))
    return total, missing


def main() -> None:
    solve(contest(6, 4, 2, CASES[0]))  # the libraries are loaded once
    print("| entries × jurors, readers | rules | seconds | how | suitability | loads | greedy |")
    print("|---|---|---|---|---|---|---|")
    for entries, jurors, readers in SIZES:
        for case in CASES:
            print(_line(contest(entries, jurors, readers, case), case))


def _line(task: Numbers, case: Case) -> str:
    began = time.perf_counter()
    plan: Plan[int, int] = solve(task)
    seconds = time.perf_counter() - began
    fits = task.fits
    assert fits is not None
    loads = Counter(juror for juror, _ in plan.pairs)
    mean = sum(fits[entry, juror] for juror, entry in plan.pairs) / len(plan.pairs)
    size = f"{len(task.entries)} × {len(task.seats)}, {task.readers[0]}"
    method = "flow, exact" if plan.method is Method.FLOW else f"{plan.method}, {plan.gap:.1%}"
    spread = f"{min(loads.values())}–{max(loads.values())}"
    compared = _against_greedy(task, plan) if case.linkage is Linkage.NONE else "–"
    return (
        f"| {size} | {case.name} | {seconds:.2f} | {method} | {mean:.3f} | {spread} | {compared} |"
    )


def _against_greedy(task: Numbers, plan: Plan[int, int]) -> str:
    """With the plan's greatest load as everybody's limit, and with two more."""
    most, fits = max(Counter(juror for juror, _ in plan.pairs).values()), task.fits
    assert fits is not None
    best = float(sum(fits[entry, juror] for juror, entry in plan.pairs))
    told = []
    for limit in (most, most + 2):
        found, missing = greedy(task, most=limit)
        lacking = f", {missing} readers missing" if missing else ""
        told.append(f"{limit}: {found / best - 1:+.1%}{lacking}")
    return "; ".join(told)


if __name__ == "__main__":
    main()
