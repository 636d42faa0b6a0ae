"""The assignment keeps every promise on ten thousand instances, and is as good as HiGHS finds."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from mentorhub.cohorts.domain.assignment import NOBODY, Dial, Task, assign
from mentorhub.cohorts.domain.preview import Leftover, preview

NAN = float("nan")


def invented(luck, *, most=9):
    """A small task with barred pairs, ties, mentors without room, wishes that can be kept."""
    teams, mentors = luck.integers(1, most, 2)
    suits = luck.choice([luck.random((teams, mentors)), luck.integers(0, 5, (teams, mentors)) / 4])
    suits = np.where(luck.random(suits.shape) < luck.choice([0.0, 0.2, 0.7]), NAN, suits)
    room = luck.integers(0, 4, mentors)
    forbidden = {(int(t), int(m)) for t, m in np.argwhere(luck.random(suits.shape) < 0.1)}
    task = Task(suits, room, {}, frozenset(forbidden))
    fixed, left = {}, room.copy()
    for team, mentor in np.argwhere(task.able):
        if luck.random() < 0.08 and int(team) not in fixed and left[mentor] > 0:
            fixed[int(team)] = int(mentor)
            left[mentor] -= 1
    return Task(suits, room, fixed, frozenset(forbidden))


def kept(task, chosen):
    """Every promise that must hold, whatever the dial."""
    teams = np.flatnonzero(chosen != NOBODY)
    pairs = list(zip(teams.tolist(), chosen[teams].tolist(), strict=True))
    load = np.bincount(chosen[teams], minlength=len(task.room))
    return (
        (load <= task.room).all()
        and not any(np.isnan(task.suits[pair]) for pair in pairs)
        and not task.forbidden & set(pairs)
        and all(chosen[team] == mentor for team, mentor in task.fixed.items())
    )


@pytest.mark.parametrize("many", [400, pytest.param(10_000, marks=pytest.mark.fault)])
def test_no_promise_is_broken_in_so_many_instances(many):
    luck = np.random.default_rng(38)
    dials = list(Dial)
    for number in range(many):
        task = invented(luck)
        assert kept(task, assign(task, dial=dials[number % 4])), number


class Program:
    """The same task as whole numbers for HiGHS, one aim after the other."""

    def __init__(self, task):
        able = task.able
        for team, mentor in task.fixed.items():
            able[team] = False
            able[team, mentor] = True
        self.task, self.pairs = task, np.argwhere(able)
        teams, mentors = task.suits.shape
        rows = np.zeros((teams + mentors, len(self.pairs)))
        rows[self.pairs[:, 0], range(len(self.pairs))] = 1
        rows[teams + self.pairs[:, 1], range(len(self.pairs))] = 1
        low = np.zeros(teams + mentors)
        low[list(task.fixed)] = 1
        self.held = [LinearConstraint(rows, low, np.r_[np.ones(teams), task.room])]
        self.suits = task.suits[self.pairs[:, 0], self.pairs[:, 1]]

    def least(self, cost, high=1.0):
        """The least cost under what is held by now; None of pairs costs nothing."""
        bounds = Bounds(0, np.broadcast_to(high, len(cost)).astype(float))
        found = milp(cost, constraints=self.held, bounds=bounds, integrality=np.ones(len(cost)))
        assert found.success
        return found.fun

    def best(self, dial):
        """How many pairs, the worst of the free ones (fair alone), and the least cost."""
        if not len(self.pairs):
            return 0, 0.0, 0.0
        many = -self.least(-np.ones(len(self.pairs)))
        self.held.append(LinearConstraint(np.ones((1, len(self.pairs))), many, many))
        top = max(np.nanmax(self.task.suits), 1.0)
        free = np.array([int(team) not in self.task.fixed for team, _ in self.pairs])
        worst, high = 0.0, np.ones(len(self.pairs))
        if dial is Dial.FAIR and many > len(self.task.fixed):
            worst = self._worst(free)
            high = np.where(free & (self.suits < worst - 1e-9), 0.0, 1.0)
        return many, worst, self.least((1 - self.suits / top) ** dial.power, high)

    def _worst(self, free):
        """The highest level on which a solution is left, the levels tried from the top."""
        for level in np.unique(self.suits[free])[::-1]:
            high = np.where(free & (self.suits < level), 0.0, 1.0)
            if self._can(high):
                return float(level)
        raise AssertionError("no level is left")

    def _can(self, high):
        cost = np.zeros(len(high))
        bounds = Bounds(0, high)
        return milp(
            cost, constraints=self.held, bounds=bounds, integrality=np.ones(len(high))
        ).success


def reached(task, dial):
    chosen = assign(task, dial=dial)
    teams = np.flatnonzero(chosen != NOBODY)
    suits = task.suits[teams, chosen[teams]]
    free = [place for place, team in enumerate(teams) if int(team) not in task.fixed]
    top = max(float(np.nanmax(task.suits, initial=0.0)), 1.0)
    worst = float(suits[free].min()) if free and dial is Dial.FAIR else 0.0
    return len(teams), worst, float(((1 - suits / top) ** dial.power).sum())


@pytest.mark.parametrize("many", [40, pytest.param(500, marks=pytest.mark.fault)])
def test_so_many_instances_are_as_good_as_highs_finds(many):
    luck = np.random.default_rng(500)
    dials = list(Dial)
    for number in range(many):
        task, dial = invented(luck, most=7), dials[number % 4]
        assert reached(task, dial) == pytest.approx(Program(task).best(dial), abs=1e-6), number


def test_much_room_is_laid_out_only_where_it_is_needed():
    luck = np.random.default_rng(3)
    suits = luck.random((60, 4))
    suits[:, 0] += 1
    task = Task(suits, np.array([50, 9, 9, 9]))
    chosen = assign(task, dial=Dial.TOTAL)
    assert np.bincount(chosen).tolist()[0] == 50
    assert reached(task, Dial.TOTAL) == pytest.approx(Program(task).best(Dial.TOTAL))


def test_fair_lifts_the_worst_pair_where_the_total_gives_it_away():
    suits = np.array([[0.9, 0.5], [0.8, 0.1]])
    room = np.array([1, 1])
    assert assign(Task(suits, room), dial=Dial.TOTAL).tolist() == [1, 0]
    assert assign(Task(np.array([[0.9, 0.4], [0.4, 0.1]]), room)).tolist() == [1, 0]
    assert assign(Task(np.array([[0.9, 0.4], [0.4, 0.1]]), room), dial=Dial.TOTAL).tolist() == [
        0,
        1,
    ]


def test_a_team_comes_first_before_a_good_pair():
    suits = np.array([[1.0, 0.1], [0.9, NAN]])
    for dial in Dial:
        assert assign(Task(suits, np.array([1, 1])), dial=dial).tolist() == [1, 0]


@pytest.mark.parametrize(
    "task",
    [
        Task(np.array([[NAN, 1.0]]), np.array([1, 1]), {0: 0}),
        Task(np.array([[1.0, 1.0]]), np.array([1, 1]), {0: 0}, frozenset({(0, 0)})),
        Task(np.array([[1.0], [1.0]]), np.array([1]), {0: 0, 1: 0}),
        Task(np.array([[-0.1]]), np.array([1])),
        Task(np.array([[0.1]]), np.array([-1])),
    ],
)
def test_what_cannot_be_is_refused(task):
    with pytest.raises(ValueError, match=r"fixed|below|room"):
        assign(task)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nobody_on_one_side_is_no_mistake(shape):
    task = Task(np.zeros(shape), np.ones(shape[1], np.int64))
    assert assign(task).tolist() == [NOBODY] * shape[0]
    assert preview(task, dial=Dial.FAIR).measure.matched == 0


def test_the_preview_names_the_worst_the_leftover_and_the_idle():
    suits = np.array([[0.9, 0.5, NAN], [0.6, NAN, NAN], [0.2, NAN, NAN], [NAN, NAN, NAN]])
    seen = preview(Task(suits, np.array([1, 1, 2])), dial=Dial.FAIR)
    assert seen.mentors.tolist() == [1, 0, NOBODY, NOBODY]
    assert seen.leftover == {2: Leftover.ALL_TAKEN, 3: Leftover.NOBODY_FITS}
    assert (seen.worst, seen.idle, seen.measure.matched) == (0, (2,), 2)


def test_the_preview_says_what_each_wish_costs():
    suits = np.array([[0.9, 0.2], [0.3, 0.8]])
    task = Task(suits, np.array([1, 1]), {0: 1})
    (cost,) = preview(task, dial=Dial.FAIR).costs
    assert (cost.team, cost.mentor, cost.is_fixed, cost.matched) == (0, 1, True, 0)
    assert (cost.mean, cost.worst) == pytest.approx((0.6, 0.6))
    free = Task(suits, np.array([1, 1]), {}, frozenset({(0, 1)}))
    assert [one.is_free for one in preview(free, dial=Dial.FAIR).costs] == [True]
