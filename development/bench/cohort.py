"""Two thousand teams and as many mentors brought together: `tasks.py bench cohort`.

The suitability is made up: what teams need and mentors can do in twelve fields, few of them strong,
a little chance added, one pair in ten barred. Times are those of the processor, on one thread; the
memory is what one process of its own has at most, with the numbers it was given.
"""

import argparse
import resource
import subprocess
import sys
import time

import numpy as np

from development.console import say
from mentorhub.cohorts.domain.assignment import NOBODY, Dial, Task, assign

SHAPES = ((200, 1), (2_000, 1), (2_000, 2), (2_000, 10))
MOST_SECONDS, MOST_MEGABYTES = 2.0, 400
FIELDS, BARRED = 12, 0.1


def main() -> int:
    parser = argparse.ArgumentParser(prog="tasks.py bench cohort", description=__doc__)
    parser.add_argument("--one", nargs=2, type=int, metavar=("TEAMS", "ROOM"))
    wanted = parser.parse_args()
    if wanted.one:
        return _one(*wanted.one)
    say("| teams × mentors, room | dial | seconds | MB at most | matched | mean | worst |")
    say("|---|---|---|---|---|---|---|")
    codes = [
        subprocess.run(
            [sys.executable, "-m", "development.bench.cohort", "--one", *map(str, shape)],
            check=False,
        ).returncode
        for shape in SHAPES
    ]
    return max(codes)


def _one(teams: int, room: int) -> int:
    task = made_up(teams, room)
    assign(made_up(20, 1))  # what has to be imported is not what is measured
    slow = False
    for dial in Dial:
        began = time.process_time()
        chosen = assign(task, dial=dial)
        seconds = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        given = np.flatnonzero(chosen != NOBODY)
        suits = task.suits[given, chosen[given]]
        say(
            f"| {teams:,} × {teams // room:,}, {room} | {dial} | {seconds:.2f} | {peak:.0f} | "
            f"{len(given):,} | {suits.mean():.3f} | {suits.min():.3f} |"
        )
        slow |= seconds >= MOST_SECONDS or peak >= MOST_MEGABYTES
    return int(slow)


def made_up(teams: int, room: int) -> Task:
    """As much room as there are teams."""
    luck = np.random.default_rng(teams + room)
    needs, skills = luck.random((teams, FIELDS)) ** 3, luck.random((teams // room, FIELDS)) ** 3
    suits = needs @ skills.T
    suits = suits / suits.max() + luck.random(suits.shape) / 5
    suits[luck.random(suits.shape) < BARRED] = np.nan
    return Task(suits, np.full(teams // room, room))


if __name__ == "__main__":
    sys.exit(main())
