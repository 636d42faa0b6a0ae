"""Moments for those who are sent away: one after the other, over all processes of a machine."""

import fcntl
import multiprocessing
import os
import time
from itertools import pairwise

import pytest

from mentorhub.platform import waiting_line
from mentorhub.platform.waiting_line import FIRST_GUESS, SOONEST, WaitingLine


def _join(path, many, told):
    line = WaitingLine(path)
    told.put([line.joined() for _ in range(many)])


def test_moments_lie_as_far_apart_as_a_turn_takes(tmp_path):
    line, began = WaitingLine(tmp_path / "line"), time.time()
    assert line.is_empty()
    moments = [line.joined() for _ in range(50)]
    assert moments[0] == pytest.approx(began + SOONEST, abs=0.5)
    assert [later - sooner for sooner, later in pairwise(moments)] == pytest.approx(
        [FIRST_GUESS] * 49, rel=1e-4
    )
    assert not line.is_empty()


def test_who_knocks_without_end_makes_nobody_wait_longer_than_two_minutes():
    line = WaitingLine()
    last = [line.joined() for _ in range(5000)][-1]
    assert last - time.time() == pytest.approx(waiting_line.FARTHEST, abs=0.5)


def test_processes_give_out_one_line_and_no_moment_twice(tmp_path):
    spawned, path = multiprocessing.get_context("spawn"), tmp_path / "line"
    told = spawned.Queue()
    doors = [spawned.Process(target=_join, args=(path, 200, told)) for _ in range(3)]
    for door in doors:
        door.start()
    moments = sorted(moment for _ in doors for moment in told.get(timeout=60))
    for door in doors:
        door.join(60)
    assert len(moments) == 600
    assert min(later - sooner for sooner, later in pairwise(moments)) >= FIRST_GUESS * 0.99


def test_moments_come_closer_where_places_stand_empty_and_part_where_people_find_none(tmp_path):
    line = WaitingLine(tmp_path / "line")

    def between():
        first, second = line.joined(), line.joined()
        return second - first

    assert between() == pytest.approx(FIRST_GUESS, rel=1e-4)
    for _ in range(20):
        line.stood_empty()
    closer = between()
    assert closer == pytest.approx(FIRST_GUESS * waiting_line.CLOSER**20, rel=1e-3)
    before = line.joined()
    for _ in range(60):
        line.turned_away()
    assert line.joined() > before + 60 * closer  # all later ones are that much later
    assert between() > FIRST_GUESS


def test_a_place_that_is_free_while_nobody_is_expected_says_nothing(tmp_path):
    line = WaitingLine(tmp_path / "line")
    for _ in range(500):
        line.stood_empty()
    first, second = line.joined(), line.joined()
    assert second - first == pytest.approx(FIRST_GUESS, rel=1e-4)


def test_the_pace_has_bounds(tmp_path):
    line = WaitingLine(tmp_path / "line")
    for _ in range(500):
        line.turned_away()
    assert line.joined() <= time.time() + waiting_line.FARTHEST
    line = WaitingLine()
    for _ in range(1000):
        line.joined()
        line.stood_empty()
    assert line.alone.pace == waiting_line.QUICKEST


def test_without_a_folder_or_behind_a_standing_process_it_goes_on_alone(tmp_path):
    for line in (WaitingLine(), WaitingLine(tmp_path / "nowhere" / "line")):
        assert line.is_empty()
        assert line.joined() < line.joined()
    path = tmp_path / "line"
    with open(path, "wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        line = WaitingLine(path)
        assert line.joined() < line.joined()
    assert os.path.getsize(path) == 0


def test_a_torn_file_is_one_nobody_wrote(tmp_path):
    path = tmp_path / "line"
    path.write_bytes(b"half")
    line = WaitingLine(path)
    assert line.is_empty()
    line.joined()
    assert path.stat().st_size == waiting_line.NUMBERS.size
