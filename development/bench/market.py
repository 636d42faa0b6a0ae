"""A week of a marketplace, on the code that ranks: `tasks.py bench market`.

300 teams look for a mentor in the same two days; of 150 mentors with one to three places every
fourth never answers, which nobody knows at first. A team looks once a day and asks those shown
first, at most three at a time; a request ends after seven days. Two orders of the mentors (by text
alone, by the whole score) are each shown as they are, and by what the platform does with them:
full mentors are hidden, waiting teams and answers counted. A second week follows, with other teams
and all places free, in which the answers of the first are known. Every draw comes from the seed,
and the mentors answer the same pair the same in every row.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np

from development.bench.crowd import Somebody, mentors, teams, willingness
from development.bench.dealing import DAY, Answers, Outcome, Week, moments
from development.bench.showing import VIEWS, Shop, View
from development.console import say
from mentorhub.matching.domain.lifting import with_lift
from mentorhub.matching.domain.model import fit

TEAMS, MENTORS, SILENT, SEEDS = 300, 150, 0.25, 5
PLACES = (0.325, 0.475, 0.2)  # how many mentors take one team, two, three
ARRIVE_WITHIN, ANSWERS_AFTER = 2 * DAY, 1.5 * DAY
LEAST_MATCHED, MOST_ASKED = 0.65, 50


@dataclass(frozen=True, slots=True)
class Row:
    """Of one order of the mentors in one week of one seed."""

    view: View
    week: int
    outcome: Outcome
    ceiling: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="tasks.py bench market", description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--teams", type=int, default=TEAMS)
    parser.add_argument("--mentors", type=int, default=MENTORS)
    wanted = parser.parse_args()
    rows = [
        row
        for seed in range(wanted.seeds)
        for row in simulated(wanted.teams, wanted.mentors, seed=seed)
    ]
    say(
        f"{wanted.teams} teams, {wanted.mentors} mentors, {wanted.seeds} seeds; the places "
        f"of those who answer would do for {mean(row.ceiling for row in rows):.1%} of the teams\n"
    )
    say("| week | order | known | matched in 7 days | from … to | with a need known | most asked |")
    say("|---|---|---|---|---|---|---|")
    for week in (1, 2):
        for view in VIEWS:
            say(_line([row for row in rows if row.view is view and row.week == week]))
    return 0 if all(_good(rows, week) for week in (1, 2)) else 1


def simulated(many_teams: int, many_mentors: int, *, seed: int) -> list[Row]:
    """Both weeks of every view; the same people, places and answers in all of them."""
    luck = np.random.default_rng(seed)
    able = mentors(many_mentors, luck)
    weeks = [teams(many_teams, luck) for _ in range(2)]
    index = with_lift(
        fit([one.profile for one in able], teams=[one.profile for one in weeks[0]]),
        [one.profile for one in able],
        teams=[one.profile for one in weeks[0]],
    )
    silent = luck.permutation(many_mentors) < round(SILENT * many_mentors)
    places = np.empty(many_mentors, np.int64)
    for group in (silent, ~silent):
        places[group] = _places(int(group.sum()), luck)
    ceiling = min(1.0, float(places[~silent].sum()) / many_teams)
    drawn = [_answers(week, able, silent, luck) for week in weeks]
    rows = []
    for view in VIEWS:
        shop = Shop(view, index, able, places.tolist())
        for number, (week, answers) in enumerate(zip(weeks, drawn, strict=True), start=1):
            shop.open(week)
            rows.append(Row(view, number, Week(shop, week, answers).run(), ceiling))
    return rows


def _places(many: int, luck: np.random.Generator) -> np.ndarray:
    """One, two or three for each, in these shares whoever draws them."""
    dealt = (np.arange(many) + 0.5) / many
    return luck.permutation(1 + np.searchsorted(np.cumsum(PLACES)[:-1], dealt))


def _answers(
    week: Sequence[Somebody],
    able: Sequence[Somebody],
    silent: np.ndarray,
    luck: np.random.Generator,
) -> Answers:
    shape = (len(week), len(able))
    wanted = np.array([[willingness(team, mentor) for mentor in able] for team in week])
    after = luck.exponential(ANSWERS_AFTER.total_seconds(), shape)
    after[:, silent] = np.inf
    arrives = moments(luck.uniform(0, ARRIVE_WITHIN.total_seconds(), len(week)))
    return Answers(arrives, after, luck.random(shape) < wanted)


def _line(rows: Sequence[Row]) -> str:
    view, outcomes = rows[0].view, [row.outcome for row in rows]
    shares = [one.matched for one in outcomes]
    most = max(one.most_asked for one in outcomes)
    return (
        f"| {rows[0].week} | {view.order} | {view.known} | {mean(shares):.1%} "
        f"| {min(shares):.1%} … {max(shares):.1%} "
        f"| {mean(one.needed for one in outcomes):.1%} | {most} |"
    )


def _good(rows: Sequence[Row], week: int) -> bool:
    ours = [row.outcome for row in rows if row.view is VIEWS[-1] and row.week == week]
    enough = mean(one.matched for one in ours) >= LEAST_MATCHED
    return enough and max(one.most_asked for one in ours) <= MOST_ASKED


if __name__ == "__main__":
    raise SystemExit(main())
