"""The page of the weights: who reads it, who goes back, and what is refused."""

import pytest
from sqlalchemy import select

from mentorhub.mentoring import actions
from mentorhub.mentoring.models import WeightChoice
from mentorhub.platform.db import db
from tests.factories import make_admin, make_mentor, make_officer, make_person
from tests.mentoring.test_weights import WHY, answer, in_force


def at(browser, person):
    db.session.commit()
    browser.sign_in(person).speak("en")
    return browser


def test_before_there_is_enough_the_page_says_how_much_there_is(browser, province):
    answer(147)
    page = at(browser, province).get("/mentors/weights").text
    assert "147 of 300 answers so far" in page
    assert "The shipped weights." in page
    assert page.count("as shipped") >= 8


def test_an_organiser_reads_what_was_learnt_and_goes_back(browser, province):
    answer()
    actions.learn_weights()
    page = at(browser, province).get("/mentors/weights").text
    assert "Weights number 1, since" in page
    assert "Learnt from 300 answers." in page
    assert "times as much" in page
    told = {"choice": "shipped", "reason": WHY, "seen": "1"}
    assert browser.submit("/mentors/weights", **told).headers["Location"] == "/mentors/weights"
    page = browser.get("/mentors/weights").text
    assert "Lữ Hoài An: " in page
    assert WHY in page
    assert in_force().set_id is None
    again = browser.submit("/mentors/weights", **told)
    assert again.status_code == 409
    assert "changed since you looked" in again.text
    assert 'name="seen" type="hidden" value="2"' in again.text
    assert WHY in again.text
    back = browser.get("/mentors/weights?back=1").text
    assert 'value="1" checked' in back


@pytest.mark.parametrize(
    "wrong", [{"reason": "vì"}, {"reason": " "}, {"choice": "9"}, {"choice": ""}, {"seen": "x"}]
)
def test_what_cannot_be_chosen_is_refused_with_what_was_typed(browser, province, wrong):
    at(browser, province)
    page = browser.submit(
        "/mentors/weights", **{"choice": "shipped", "reason": WHY, "seen": "0", **wrong}
    )
    assert page.status_code == 422
    assert wrong.get("reason", WHY) in page.text
    assert db.session.scalar(select(WeightChoice)) is None


def test_who_looks_after_mentors_reads_and_only_the_province_chooses(browser, province):
    commune = make_officer()
    admin = make_admin()
    for person in (commune, admin):
        page = at(browser, person).get("/mentors/weights")
        assert page.status_code == 200
        assert "Use these weights" not in page.text
        told = {"choice": "shipped", "reason": WHY, "seen": "0"}
        assert browser.post("/mentors/weights", **told).status_code == 404
    for stranger in (make_person(), make_mentor(make_person(age=40)).person):
        page = at(browser, stranger).get("/mentors/weights")
        assert page.status_code == 404
        assert "/mentors/weights" not in browser.get("/mentors").text
    browser.sign_out()
    assert browser.get("/mentors/weights").status_code in (302, 401, 404)
    assert db.session.scalar(select(WeightChoice)) is None


def test_it_is_found_where_mentors_are_looked_after(browser, province):
    at(browser, province)
    for page in ("/mentors", "/cohorts"):
        assert 'href="/mentors/weights"' in browser.get(page).text
    at(browser, make_officer())
    assert 'href="/mentors/weights"' in browser.get("/mentors/waiting").text
