"""Of age, entering, asking and confirming are agreements, and are written down as such."""

import re

import pytest

from mentorhub.accounts.domain.consent import TEXT_VERSION, Answer, Purpose, Way
from mentorhub.consents import actions
from mentorhub.consents.domain import wording
from mentorhub.entries.actions import start
from mentorhub.mentoring.actions import ask
from mentorhub.platform import mail
from mentorhub.platform.db import db
from tests.factories import (
    make_contest,
    make_guardian,
    make_mentor,
    make_minor,
    make_person,
    make_team,
)
from tests.factories import make_idea as idea_of


def written(person, purpose):
    rows = [one for one in person.consents if one.purpose is purpose]
    return [(one.answer, one.way, one.text_version, one.entered_by_id) for one in rows]


def by_acting(person):
    return [(Answer.GIVEN, Way.ACT, TEXT_VERSION, person.id)]


def test_who_enters_a_contest_agrees_to_it_and_nobody_else_does(app):
    leader, mate = make_person(agreed=False), make_person(agreed=False)
    team = make_team(leader, mate)
    people = [leader.id, mate.id]
    for contest in (make_contest(), make_contest(title={"vi": "Cuộc thi khác"})):
        start(contest, team=team, idea=None, people=people, by=leader)
    assert written(leader, Purpose.CONTEST) == by_acting(leader)
    assert written(mate, Purpose.CONTEST) == []


def test_who_takes_no_part_has_agreed_to_nothing(app):
    leader, mate = make_person(agreed=False), make_person(agreed=False)
    start(make_contest(), team=make_team(leader, mate), idea=None, people=[mate.id], by=leader)
    assert leader.consents == mate.consents == []


def test_who_asks_a_mentor_agrees_to_talk_with_one(app):
    leader = make_person(agreed=False)
    team = make_team(leader)
    idea_of(team)
    ask(team, make_mentor(), need="Cần cảm biến", first_meeting="Chủ nhật", by=leader)
    assert written(leader, Purpose.MENTOR_CONTACT) == by_acting(leader)


def proving(person):
    token = mail.sealed("proof", str(person.id), person.details.email)
    return f"/notifications/address/{token}"


def test_who_confirms_an_address_agrees_to_mails_below_their_wording(browser):
    person = make_person(agreed=False)
    db.session.commit()
    page = browser.sign_in(person).get(proving(person)).text
    assert wording(Purpose.MESSAGES, "vi").text.split(". ")[0] in page
    assert person.consents == []
    assert browser.post(proving(person)).status_code == 303
    assert written(person, Purpose.MESSAGES) == by_acting(person)
    own = browser.get("/me/consents").text
    assert "bằng chính việc mình làm" in own
    assert browser.post("/me/consents", purpose="messages", agrees="no").status_code == 303
    assert not person.takes_mail


def test_an_act_says_nothing_after_a_no(browser):
    person = make_person(agreed=False)
    actions.withdraw(person, Purpose.MESSAGES)
    db.session.commit()
    page = browser.sign_in(person).get(proving(person)).text
    assert wording(Purpose.MESSAGES, "vi").text.split(". ")[0] not in page
    browser.post(proving(person))
    assert [answer for answer, *_rest in written(person, Purpose.MESSAGES)] == [Answer.WITHDRAWN]


@pytest.mark.parametrize("age", [13, 17])
def test_under_18_no_act_is_an_agreement(browser, age):
    child = make_minor(age=age, agreed=False)
    db.session.commit()
    browser.sign_in(child).post(proving(child))
    assert child.consents == []


def test_what_is_not_written_down_yet_is_said(browser):
    page = browser.sign_in(make_person(agreed=False)).get("/me/consents").text
    assert page.count("Chưa có gì được ghi lại.") == 4  # publication lacks, and says so itself


@pytest.mark.parametrize("address", ["/register", "/claim"])
def test_the_wording_of_the_account_stands_above_its_box(browser, address):
    page = browser.get(address).text
    text = page.index(wording(Purpose.ACCOUNT, "vi").text.split(". ")[0])
    assert text < re.search(r'<input[^>]*name="agreed"', page).start()
    assert "/me/consents" not in page


def test_the_wording_of_publishing_names_the_photo():
    for language, word in (("vi", "ảnh"), ("en", "photo"), ("fr", "photo")):
        new = wording(Purpose.PUBLICATION, language)
        assert word in new.title
        assert word in new.text
        assert word not in wording(Purpose.PUBLICATION, language, "2026-2").text


def test_a_guardian_who_said_no_refuses_too(app):
    child = make_minor()
    guardian = make_guardian(child)
    assert not child.refuses(Purpose.PUBLICATION)
    actions.change_as_guardian(guardian, Purpose.PUBLICATION, agrees=False)
    assert child.refuses(Purpose.PUBLICATION)
