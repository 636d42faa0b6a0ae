"""A contest with a check, closed yesterday, its organiser, and entries sent in."""

from datetime import timedelta

import pytest

from mentorhub.contests.models import Stage, StageKind
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db
from tests.factories import make_contest, make_entry, make_person, make_team, make_unit
from tests.judging.conftest import CommittingBrowser

WORDS = {
    "problem": "Không biết lúc nào nên đóng cống.",
    "solution": "Mỗi ấp một bút đo.",
    "benefit": "Hai trăm hộ biết trước hai ngày.",
}


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


def checked_contest(organiser=None, **fields):
    """Entries closed yesterday, unless it is said otherwise; a stage is there for the check."""
    contest = make_contest(
        organiser, **{"opened_days_ago": 9, "days_left": -1, "readers": 1, **fields}
    )
    contest.stages.append(
        Stage(
            position=1,
            kind=StageKind.CHECK,
            name=Translated(vi="Kiểm tra hồ sơ"),
            opens_at=now() - timedelta(days=1),
            closes_at=now() + timedelta(days=5),
        )
    )
    db.session.flush()
    return contest


def sent(contest, *people, unit=None, **fields):
    """A complete entry of a team of its own."""
    people = people or (make_person(unit=unit or make_unit()),)
    team = make_team(*people, name=f"Đội {people[0].id.hex[-6:]}")
    said = " ".join(f"{team.id.hex[-8:]}{n}" for n in range(40))  # like no other
    facts = {**WORDS, "solution": said, "led_by_id": people[0].id, **fields}
    return make_entry(team, contest, **{"submitted_at": now() - timedelta(days=2), **facts})


@pytest.fixture
def contest(app):
    return checked_contest()


@pytest.fixture
def organiser(contest):
    return contest.organisers[0].person


@pytest.fixture
def entry(contest):
    return sent(contest)
