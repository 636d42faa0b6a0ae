"""What I agreed to: one tap each way, at once, for oneself only."""

import re

import pytest
from sqlalchemy import select

from mentorhub.accounts.domain.consent import TEXT_VERSION, Answer, Purpose, Way
from mentorhub.accounts.models import Consent
from mentorhub.consents import actions
from mentorhub.consents.domain import wording
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import make_minor, make_person

URL = "/me/consents"


@pytest.mark.parametrize("purpose", list(Purpose))
def test_given_and_taken_back_with_one_tap_each(browser, purpose):
    person = make_person(agreed=False)
    browser.sign_in(person)
    for agrees, holds in (("yes", True), ("no", False), ("yes", True)):
        assert browser.post(URL, purpose=purpose.value, agrees=agrees).status_code == 303
        assert person.agrees_to(purpose) is holds
    rows = person.consents
    assert [row.answer for row in rows] == [Answer.GIVEN, Answer.WITHDRAWN, Answer.GIVEN]
    assert {(row.way, row.entered_by_id, row.text_version) for row in rows} == {
        (Way.SELF, person.id, TEXT_VERSION)
    }
    assert TEXT_VERSION in browser.get(URL).text


def test_what_holds_is_shown_as_it_was_agreed_to(browser):
    """A newer wording is for who agrees today; it never slips under an earlier yes."""
    person = make_person(agreed=[Purpose.ACCOUNT])
    person.consents[0].text_version = "2026-1"
    db.session.commit()
    old, new = (_told(wording(Purpose.ACCOUNT, "vi", it).text) for it in ("2026-1", TEXT_VERSION))
    page = browser.sign_in(person).get(URL).text
    assert old in page
    assert new not in page
    for agrees in ("no", "yes"):
        browser.post(URL, purpose="account", agrees=agrees)
    page = browser.get(URL).text
    assert new in page
    assert old not in page


def _told(text):
    """A sentence a line, none left out."""
    return "".join(f"<p>{sentence}.</p>" for sentence in text.rstrip(".").split(". "))


def test_a_second_tap_writes_nothing_twice(browser):
    person = make_person(agreed=False)
    browser.sign_in(person)
    for _tap in range(2):
        browser.post(URL, purpose="publication", agrees="yes")
    assert len(person.consents) == 1


def test_nothing_is_agreed_to_by_looking_nor_ticked_beforehand(browser):
    child = make_minor(agreed=False)
    page = browser.sign_in(child).get(URL)
    assert not re.search(r"<input[^>]* checked", page.text)
    assert db.session.scalars(select(Consent)).all() == []
    gate = browser.sign_out().get("/register").text
    agreed = re.search(r'<input[^>]*name="agreed"[^>]*>', gate)
    assert agreed
    assert "checked" not in agreed[0]


@pytest.mark.parametrize(
    "answers",
    [
        {"purpose": "everything", "agrees": "yes"},
        {"purpose": "contest", "agrees": "maybe"},
        {"agrees": "yes"},
    ],
)
def test_what_is_no_answer_is_none(browser, answers):
    person = make_person(agreed=False)
    browser.sign_in(person)
    db.session.commit()
    assert browser.post(URL, **answers).status_code == 422
    assert person.consents == []


def test_nobody_agrees_for_somebody_else(browser):
    mine, yours = make_person(agreed=False), make_person(agreed=False)
    browser.sign_in(mine)
    db.session.commit()
    for field in ("person_id", "guardian_id", "entered_by_id", "way"):
        sent = {"purpose": "contest", "agrees": "yes", field: str(yours.id)}
        assert browser.post(URL, **sent).status_code == 400
    assert mine.consents == yours.consents == []


def test_the_account_taken_back_ends_everything_that_rests_on_it(app):
    person = make_person()
    actions.withdraw(person, Purpose.ACCOUNT)
    for purpose in Purpose:
        assert person.lacks(purpose)
        with pytest.raises(Refused):
            actions.require(person, purpose)


def test_an_adult_names_no_guardian(browser):
    assert browser.sign_in(make_person()).get("/me/guardians/new").status_code == 404
