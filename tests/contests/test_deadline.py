"""On which side of the deadline: the pure rule, its setting, and the one clock."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from mentorhub.contests import actions
from mentorhub.contests.domain.deadline import Deadline, Late, Standing
from mentorhub.platform.arrival import arrived_at, database_now
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import in_language
from tests.factories import make_contest, make_person

CLOSES = datetime(2026, 5, 31, 16, 59, tzinfo=UTC)
TICK = timedelta(microseconds=1)
GRACE = timedelta(minutes=10)


@pytest.fixture
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


@pytest.mark.parametrize(
    ("at", "late", "standing"),
    [
        (CLOSES - TICK, Late.REFUSE, Standing.IN_TIME),
        (CLOSES, Late.REFUSE, Standing.IN_GRACE),
        (CLOSES + GRACE - TICK, Late.REFUSE, Standing.IN_GRACE),
        (CLOSES + GRACE, Late.REFUSE, Standing.REFUSED),
        (CLOSES + GRACE, Late.FLAG, Standing.LATE),
        (CLOSES - timedelta(days=30) - TICK, Late.FLAG, Standing.EARLY),
    ],
)
def test_the_rule_decides_to_the_microsecond(at, late, standing):
    rule = Deadline(CLOSES - timedelta(days=30), CLOSES, 10, late)
    assert rule.standing(at) is standing
    assert rule.takes_in(at) is (standing not in (Standing.EARLY, Standing.REFUSED))


def set_rule(contest, by, minutes=10, late=Late.FLAG, version=None):
    facts = {"grace_minutes": minutes, "late": late, "by": by, "reason": "Mạng chậm"}
    actions.set_lateness(contest, version=version or contest.version, **facts)


def test_grace_and_lateness_are_set_before_entries_open(english):
    by = make_person(age=35)
    contest = make_contest(by, opened_days_ago=-1)
    set_rule(contest, by)
    assert (contest.grace_minutes, contest.late) == (10, Late.FLAG)
    contest.opens_at = now()
    db.session.flush()
    with pytest.raises(Refused, match="these terms stand"):
        set_rule(contest, by, minutes=20)
    assert contest.grace_minutes == 10


def test_an_older_page_overwrites_no_rule(app):
    by = make_person(age=35)
    contest = make_contest(by, opened_days_ago=-1)
    with pytest.raises(Stale):
        set_rule(contest, by, version=contest.version + 1)


def test_late_entries_come_in_only_until_the_jury_begins(english):
    contest = make_contest()
    contest.late, contest.closes_at = Late.FLAG, now() - timedelta(minutes=1)
    assert actions.take_in(contest, now()) is Standing.LATE
    with pytest.raises(Refused, match="Entries closed"):
        actions.take_in(contest, now(), is_settled=True)
    contest.scoring_opened_at = now()
    with pytest.raises(Refused, match="Entries closed"):
        actions.take_in(contest, now())


@pytest.mark.parametrize("skew", [-90, 90])
def test_a_worker_whose_clock_is_wrong_asks_the_database(app, skew):
    before = datetime.now(UTC)
    with time_machine.travel(before + timedelta(seconds=skew)):
        assert abs(now() - before) > timedelta(seconds=80)
        assert abs(database_now() - before) < timedelta(seconds=5)
        assert abs(arrived_at() - before) < timedelta(seconds=5)
