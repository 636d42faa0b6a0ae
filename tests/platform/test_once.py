"""What a page asks several times is asked once, and never kept beyond what it may be."""

import pytest

from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.once import once_a_page
from mentorhub.teams.models import Team
from tests.factories import make_person, make_team

times = []


@once_a_page
def answer(about, *, loud=False):
    times.append(about)
    return [about, loud]


@pytest.fixture(autouse=True)
def afresh():
    times.clear()


def test_one_page_asks_once_about_each_thing(app):
    with app.test_request_context():
        assert answer(1) is answer(1)
        assert answer(1, loud=True) == [1, True]
        assert answer(2) == [2, False]
    assert times == [1, 1, 2]


def test_the_next_page_asks_again(app):
    for _page in range(2):
        with app.test_request_context():
            answer(1)
    assert times == [1, 1]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_request_that_writes_asks_each_time(app, method):
    with app.test_request_context(method=method):
        answer(1)
        answer(1)
    assert times == [1, 1]


def test_outside_of_requests_it_is_asked_each_time(app):
    answer(1)
    answer(1)
    assert times == [1, 1]


def test_a_page_that_writes_a_row_asks_afresh_from_there(app):
    team = make_team(make_person())
    with app.test_request_context():
        answer(1)
        team.closed_at = now()
        db.session.flush()
        answer(1)
    assert times == [1, 1]


def test_so_does_one_that_writes_without_rows(app):
    with app.test_request_context():
        answer(1)
        db.session.execute(db.update(Team).values(closed_at=now()))
        answer(1)
    assert times == [1, 1]
