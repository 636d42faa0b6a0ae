"""The answers of a search go on by place among the best; deep pages cost what the first does."""

import re

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from mentorhub.ideas import actions
from mentorhub.ideas.domain.gallery import SIZE
from mentorhub.platform.db import db
from tests.factories import make_idea, make_person, make_team

NUMBER = 3 * SIZE + 5


@pytest.fixture
def bank(app):
    team = make_team(make_person())
    for number in range(NUMBER):
        actions.index(make_idea(team=team, title=f"Nấm rơm {number}"))
    db.session.flush()


def opened(browser, path):
    """The titles of a page, and how many statements it asked."""
    asked = []

    def note(connection, cursor, statement, *more):
        asked.append(statement)

    db.session.expunge_all()
    event.listen(Engine, "before_cursor_execute", note)
    try:
        page = browser.get(path)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert page.status_code == 200
    return re.findall(r"Nấm rơm \d+(?=<)", page.text), len(asked)


@pytest.mark.parametrize("more", ["", "&field=nong-lam-ngu-nghiep"])
def test_every_answer_is_on_one_page_and_the_last_costs_what_the_first_does(browser, bank, more):
    opened(browser, f"/ideas?q=nam+rom{more}")  # what a first page of all asks besides
    seen, costs = [], []
    for start in range(0, NUMBER, SIZE):
        titles, cost = opened(browser, f"/ideas?q=nam+rom{more}&after={start}")
        seen.append(titles)
        costs.append(cost)
    everything = [title for titles in seen for title in titles]
    assert sorted(everything) == sorted({f"Nấm rơm {number}" for number in range(NUMBER)})
    assert [len(titles) for titles in seen] == [SIZE] * 3 + [5]
    assert len(set(costs)) == 1


@pytest.mark.parametrize("after", ["5000", "-1", "x", "9" * 40])
def test_a_place_that_is_none_is_no_error(browser, bank, after):
    titles, _cost = opened(browser, f"/ideas?q=nam+rom&after={after}")
    assert len(titles) <= SIZE
