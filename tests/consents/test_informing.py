"""At 16 and 17 the house tells a guardian, or an officer does: one's own word is not enough."""

import re

import pytest
from sqlalchemy import select

from mentorhub.accounts.domain.consent import Answer, Lacking, Purpose, Way
from mentorhub.consents import actions
from mentorhub.notifications.models import Delivery
from mentorhub.platform.db import db
from tests.factories import make_guardian, make_minor, make_officer, make_person, make_unit

MOTHER = {"name": "Lê Thị Hoa", "relation": "parent"}


@pytest.fixture
def young(app):
    person = make_minor("Lê Mai", age=17, agreed=False)
    actions.give(person, Purpose.ACCOUNT)
    actions.give(person, Purpose.MENTOR_CONTACT)
    db.session.commit()
    return person


def letters():
    return db.session.scalars(select(Delivery).where(Delivery.key.startswith("mentoring "))).all()


def told(young):
    rows = [one for one in young.consents if one.answer is Answer.INFORMED]
    return [(one.way, one.entered_by_id) for one in rows]


def test_a_guardian_with_an_address_is_written_to_and_nobody_else_holds_the_link(browser, young):
    browser.sign_in(young)
    named = browser.submit("/me/guardians/new", contact="hoa@example.org", **MOTHER)
    assert named.status_code == 303
    (letter,) = letters()
    assert letter.address == "hoa@example.org"
    (link,) = re.findall(r"http://localhost(/guardian/\S+)", letter.text)
    page = browser.get("/me/consents").text
    assert link not in page
    assert "hoa@example.org" not in page
    assert young.lacks(Purpose.MENTOR_CONTACT) == (Lacking.INFORMING,)
    browser.sign_out()
    assert browser.get(link).status_code == 200
    assert told(young) == []
    for _tap in range(2):
        assert browser.post(link).status_code == 303
    assert told(young) == [(Way.GUARDIAN_LINK, None)]
    assert young.agrees_to(Purpose.MENTOR_CONTACT)


def test_one_letter_a_day(browser, young):
    browser.sign_in(young)
    browser.submit("/me/guardians/new", contact="hoa@example.org", **MOTHER)
    (guardian,) = actions.guardians_of(young)
    digest = guardian.token_digest
    assert browser.post(f"/me/guardians/{guardian.id}/link").status_code == 409
    db.session.refresh(guardian)
    assert (len(letters()), guardian.token_digest) == (1, digest)


def test_the_word_of_the_young_person_is_not_enough(browser, young):
    browser.sign_in(young)
    slip = browser.submit("/me/guardians/new", contact="0977 000 000", **MOTHER)
    assert slip.status_code == 200
    assert "/guardian/" in slip.text
    assert letters() == []
    (guardian,) = actions.guardians_of(young)
    assert "They know of it" not in browser.get("/me/consents").text
    assert browser.post(f"/me/guardians/{guardian.id}/informed").status_code == 404
    assert browser.get(f"/guardians/{guardian.id}/told").status_code == 404
    assert browser.post(f"/guardians/{guardian.id}/told").status_code == 404
    assert young.lacks(Purpose.MENTOR_CONTACT)


def test_an_officer_hands_over_the_sheet_and_notes_it(browser, young):
    guardian = make_guardian(young, "Lê Thị Hoa", contact="0977 000 000")
    officer = make_officer(young.unit)
    db.session.commit()
    browser.sign_in(officer)
    where = f"/guardians/{guardian.id}/told"
    assert where in browser.get(f"/members/{young.id}/guardian").text
    sheet = browser.get(where).text
    assert "Lê Thị Hoa" in sheet
    assert "0977" not in sheet
    assert "/guardian/" not in sheet
    assert told(young) == []
    for _tap in range(2):
        assert browser.post(where).status_code == 303
    assert told(young) == [(Way.OFFICER, officer.id)]
    assert young.agrees_to(Purpose.MENTOR_CONTACT)
    assert where not in browser.get(f"/members/{young.id}/guardian").text


def test_nobody_else_notes_it(browser, young):
    guardian, child = make_guardian(young), make_minor(age=13, unit=young.unit)
    mothers = make_guardian(child)
    near, far = make_officer(young.unit), make_officer(make_unit("Xã Xa"))
    db.session.commit()
    for one in (far, make_person(unit=young.unit)):
        browser.sign_out().sign_in(one)
        db.session.commit()
        assert browser.get(f"/guardians/{guardian.id}/told").status_code == 404
    browser.sign_out().sign_in(near)
    db.session.commit()
    assert browser.get(f"/guardians/{mothers.id}/told").status_code == 404  # under 16 they agree
    actions.end_guardian(guardian, by=near)
    db.session.commit()
    assert browser.post(f"/guardians/{guardian.id}/told").status_code == 404
    assert told(young) == []


def test_under_16_the_slip_is_handed_over_as_before(browser):
    child = make_minor(age=13)
    browser.sign_in(child)
    slip = browser.submit("/me/guardians/new", contact="hoa@example.org", **MOTHER)
    assert slip.status_code == 200
    assert letters() == []
