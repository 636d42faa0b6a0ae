"""The number of statements does not grow with the number of rows."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from mentorhub.ideas import actions
from mentorhub.ideas.models import IdeaState
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person, make_team


@contextmanager
def counting():
    asked = []

    def note(connection, cursor, statement, *more):
        if statement.startswith(("SELECT", "WITH", "\nSELECT", "\nWITH")):
            asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def cost(browser, url):
    db.session.flush()
    db.session.expunge_all()
    with counting() as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def add(number):
    for i in range(number):
        team = make_team(make_person(), make_person())
        actions.index(make_idea(team=team, needs=["iot", "rice"], title=f"Nấm rơm {i}"))


@pytest.mark.parametrize(
    ("url", "most"),
    [
        ("/ideas", 2),
        ("/ideas?sort=supported&stage=idea&need=digital", 3),
        ("/ideas?q=nấm+rơm", 5),
        ("/ideas?q=nấm+rơm&field=nong-lam-ngu-nghiep", 6),
    ],
)
def test_the_gallery(browser, url, most):
    add(1)
    one = cost(browser, url)
    add(4)
    assert cost(browser, url) == one <= most


def test_an_idea_for_a_stranger(browser):
    few, many = (
        make_idea(needs=["iot"]),
        make_idea(team=make_team(*(make_person() for _ in range(5))), needs=["iot", "rice", "gis"]),
    )
    for i in range(5):
        actions.note_milestone(many, "entry", make_person(), contest=f"Cuộc thi {i}")
    actions.note_milestone(few, "approved", few.unit, unit=few.unit.name)
    addresses = [f"/ideas/{few.id}", f"/ideas/{many.id}"]
    # text, line, news, comments; where there are entries, what of them the reader may open
    assert [cost(browser, address) for address in addresses] == [4, 5]


def test_the_queue(browser):
    officer = make_officer()
    browser.sign_in(officer)

    def send(number):
        for _ in range(number):
            make_idea(team=make_team(make_person(unit=officer.unit)), state=IdeaState.SENT)

    send(1)
    one = cost(browser, "/review")
    send(4)
    assert cost(browser, "/review") == one
