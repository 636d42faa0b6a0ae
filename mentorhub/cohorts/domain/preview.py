"""What an assignment comes to, before anybody is asked: the worst pair, the mean, who is left over,
and what every wish of the organisers costs."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from mentorhub.cohorts.domain.assignment import NOBODY, Dial, Places, Task, assign

MOST_CELLS = 4_000_000  # pairs looked at for the costs of all wishes: about three seconds


class Leftover(enum.StrEnum):
    """Why a team has no mentor: none may be asked by it, or those who may are needed elsewhere."""

    NOBODY_FITS = "nobody_fits"
    ALL_TAKEN = "all_taken"


@dataclass(frozen=True, slots=True)
class Measure:
    """How many teams have a mentor; mean and worst of their suitability, 0 where none has one."""

    matched: int
    mean: float
    worst: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What a wish takes away: teams with a mentor, mean and worst, negative where it gives."""

    team: int
    mentor: int
    is_fixed: bool
    matched: int
    mean: float
    worst: float

    @property
    def is_free(self) -> bool:
        return not self.matched and abs(self.mean) < 0.0005 and abs(self.worst) < 0.0005


@dataclass(frozen=True, slots=True)
class Preview:
    """`mentors` (t,) by team; `worst` the team of the worst pair; `leftover` by team; `idle`
    mentors with room whom nobody is sent to; `costs` None where there is too much to work out."""

    mentors: Places
    measure: Measure
    worst: int | None
    leftover: Mapping[int, Leftover]
    idle: tuple[int, ...]
    costs: tuple[Cost, ...] | None


def preview(task: Task, *, dial: Dial) -> Preview:
    """Raises ValueError as `assign` does."""
    mentors = assign(task, dial=dial)
    able = task.able
    used = set(mentors.tolist())
    with_one = np.flatnonzero(mentors != NOBODY)
    suits = task.suits[with_one, mentors[with_one]]
    return Preview(
        mentors,
        measured(task, mentors),
        int(with_one[suits.argmin()]) if len(with_one) else None,
        {
            int(team): Leftover.ALL_TAKEN if able[team].any() else Leftover.NOBODY_FITS
            for team in np.flatnonzero(mentors == NOBODY)
        },
        tuple(int(one) for one in np.flatnonzero(task.room > 0) if one not in used),
        _costs(task, dial, mentors),
    )


def measured(task: Task, mentors: Places) -> Measure:
    with_one = np.flatnonzero(mentors != NOBODY)
    suits = task.suits[with_one, mentors[with_one]]
    if not len(suits):
        return Measure(0, 0.0, 0.0)
    return Measure(len(suits), float(suits.mean()), float(suits.min()))


def _costs(task: Task, dial: Dial, mentors: Places) -> tuple[Cost, ...] | None:
    """Each wish taken back by itself, the others kept."""
    wishes = [(*pair, True) for pair in task.fixed.items()]
    wishes += [(*pair, False) for pair in sorted(task.forbidden)]
    if len(wishes) * task.suits.size > MOST_CELLS:
        return None
    now = measured(task, mentors)
    return tuple(_cost(task, dial, now, *wish) for wish in wishes)


def _cost(task: Task, dial: Dial, now: Measure, team: int, mentor: int, is_fixed: bool) -> Cost:
    if is_fixed:
        without = replace(task, fixed={t: m for t, m in task.fixed.items() if t != team})
    else:
        without = replace(task, forbidden=task.forbidden - {(team, mentor)})
    free = measured(without, assign(without, dial=dial))
    more = (free.matched - now.matched, free.mean - now.mean, free.worst - now.worst)
    return Cost(team, mentor, is_fixed, *more)
