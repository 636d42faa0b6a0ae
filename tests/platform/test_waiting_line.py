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
    line = WaitingLine(path=path)
    told.put([line.joined() for _ in range(many)])


def test_moments_lie_as_far_apart_as_a_turn_takes(tmp_path):
    line, began = WaitingLine(path=tmp_path / "line"), time.time()
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


def between(line):
    first, second = line.joined(), line.joined()
    return second - first


def test_moments_lie_apart_what_a_turn_takes_lately_shared_by_the_desks(tmp_path):
    line = WaitingLine(4, tmp_path / "line")
    assert between(line) == pytest.approx(FIRST_GUESS / 4, rel=1e-3)
    for _ in range(100):
        line.turn_ended(0.02, leaves_nobody=False)
    assert between(line) == pytest.approx(0.02 / 4, rel=1e-3)


def test_who_finds_no_place_moves_all_later_ones_and_an_empty_place_draws_them_nearer(tmp_path):
    line = WaitingLine(2, tmp_path / "line")
    first = line.joined()
    line.turned_away()
    assert line.joined() - first == pytest.approx(FIRST_GUESS, rel=1e-3)
    second = line.joined()
    line.turn_ended(FIRST_GUESS, leaves_nobody=True)
    assert line.joined() == pytest.approx(second, abs=1e-4)
    line = WaitingLine()
    line.turn_ended(FIRST_GUESS, leaves_nobody=True)  # nobody is expected: nothing to draw nearer
    assert line.joined() == pytest.approx(time.time() + SOONEST, abs=0.5)


def test_without_a_folder_or_behind_a_standing_process_it_goes_on_alone(tmp_path):
    for line in (WaitingLine(), WaitingLine(path=tmp_path / "nowhere" / "line")):
        assert line.is_empty()
        assert line.joined() < line.joined()
    path = tmp_path / "line"
    with open(path, "wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        line = WaitingLine(path=path)
        assert line.joined() < line.joined()
    assert os.path.getsize(path) == 0


def test_a_torn_file_is_one_nobody_wrote(tmp_path):
    path = tmp_path / "line"
    path.write_bytes(b"half")
    line = WaitingLine(path=path)
    assert line.is_empty()
    line.joined()
    assert path.stat().st_size == waiting_line.NUMBERS.size
