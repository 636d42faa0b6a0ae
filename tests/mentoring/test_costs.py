"""Pages of mentoring ask the database the same however much they show."""

import pytest
from sqlalchemy import event

from mentorhub.mentoring import actions
from mentorhub.mentoring.models import MentorRequest
from mentorhub.platform.db import db
from tests.factories import make_idea, make_mentor, make_person, make_team
from tests.mentoring.words import NEED, WHEN


def statements(deed):
    count = []

    def listen(*_):
        count.append(1)

    event.listen(db.engine, "before_cursor_execute", listen)
    deed()
    event.remove(db.engine, "before_cursor_execute", listen)
    return len(count)


@pytest.mark.parametrize("address", ["/mentors", "/mentors?q=web"])
def test_the_directory_costs_the_same_for_one_and_for_ten(browser, address):
    def mentors(many):
        for _ in range(many):
            make_mentor(make_person(age=40), skills=["web-development"])

    mentors(1)
    db.session.commit()
    browser.get(address)
    one = statements(lambda: browser.get(address))
    mentors(9)
    db.session.commit()
    browser.get(address)
    assert statements(lambda: browser.get(address)) == one <= 8


def test_the_inbox_and_the_suggestions_cost_the_same_for_one_and_for_five(browser, app):
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["gis-mapping"], capacity=9)
    seeking = make_team(make_person("Tô Kim Thoa"), name="Tìm")
    make_idea(seeking, needs=["gis-mapping"])

    def teams(many):
        for number in range(many):
            team = make_team(make_person(), name=f"Đội {number}")
            person = team.members[0].person
            actions.ask(team, mentor, need=NEED, first_meeting=WHEN, by=person)
            make_mentor(make_person(f"Người {number}", age=40), skills=["gis-mapping"])
        actions.learn_anew()

    def cost(person, address):
        browser.sign_in(person)
        db.session.expire_all()
        return statements(lambda: browser.get(address))

    pages = [
        (mentor.person, "/requests"),
        (seeking.members[0].person, f"/teams/{seeking.id}/mentors"),
    ]
    teams(1)
    few = [cost(*page) for page in pages]
    teams(4)
    assert [cost(*page) for page in pages] == few
    assert db.session.query(MentorRequest).count() == 5
