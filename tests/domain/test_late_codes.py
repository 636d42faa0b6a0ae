"""What a code for late entries is worth at a moment."""

from datetime import UTC, datetime, timedelta

import pytest

from mentorhub.latecomers.domain import Terms, Worth

UNTIL = datetime(2026, 7, 1, 17, tzinfo=UTC)
BEFORE = UNTIL - timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("said", "used", "moment", "worth"),
    [
        ({}, 0, BEFORE, Worth.WAITING),
        ({"declined": True}, 0, BEFORE, Worth.DECLINED),
        ({"agreed": True}, 0, BEFORE, Worth.GOOD),
        ({"agreed": True}, 1, BEFORE, Worth.GOOD),
        ({"agreed": True}, 2, BEFORE, Worth.USED_UP),
        ({"agreed": True}, 0, UNTIL, Worth.OVER),
        ({"agreed": True}, 2, UNTIL, Worth.OVER),
        ({"agreed": True, "revoked": True}, 0, BEFORE, Worth.REVOKED),
        ({"revoked": True}, 0, BEFORE, Worth.WAITING),
    ],
)
def test_a_code_is_good_once_agreed_until_its_moment_and_so_often(said, used, moment, worth):
    assert Terms(2, UNTIL, **said).worth(moment, used=used) is worth
