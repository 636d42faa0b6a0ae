from datetime import UTC, datetime, timedelta

import pytest

from mentorhub.jobs.domain import ATTEMPTS, is_hopeless, pause, slot


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 5), (2, 10), (3, 20), (8, 640), (10, 2560), (11, 3600), (99, 3600)],
)
def test_each_pause_is_twice_the_one_before_up_to_an_hour(attempts, seconds):
    assert pause(attempts) == timedelta(seconds=seconds)


def test_a_pause_needs_a_failure():
    with pytest.raises(ValueError, match="0"):
        pause(0)


def test_after_eight_attempts_nobody_tries_again():
    assert next(n for n in range(12) if is_hopeless(n)) == ATTEMPTS == 8


def test_a_day_begins_at_seven_in_viet_nam():
    at = datetime(2026, 11, 23, 6, 59, tzinfo=UTC)
    assert slot(at, timedelta(days=1)) == datetime(2026, 11, 23, tzinfo=UTC)
    assert slot(at, timedelta(hours=1)) == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert slot(slot(at, timedelta(days=1)), timedelta(days=1)) == slot(at, timedelta(days=1))
