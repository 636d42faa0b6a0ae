from development.bench.market import simulated
from development.bench.showing import VIEWS


def test_more_teams_are_matched_than_by_text_alone_and_the_same_each_time():
    rows = simulated(60, 30, seed=1)
    matched = [row.outcome.matched for row in rows if row.week == 1]
    assert len(matched) == len(VIEWS)
    assert matched[-1] > matched[0]
    assert all(row.outcome.matched <= row.ceiling for row in rows)
    assert simulated(12, 6, seed=2) == simulated(12, 6, seed=2)
