"""The guardian's own link, and the signed slip that an officer checks."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts.domain.consent import Answer, Purpose, Way
from mentorhub.accounts.models import Consent
from mentorhub.consents import actions
from mentorhub.consents.models import Guardian
from mentorhub.conversations.models import SafetyReport
from mentorhub.platform.audit import AuditRow, pseudonym_of
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.consents.conftest import Family
from tests.factories import (
    make_admin,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_unit,
)


def rows():
    return db.session.scalars(select(Consent).where(Consent.guardian_id.is_not(None))).all()


def test_opening_the_link_changes_nothing_and_nothing_is_chosen(browser, family):
    page = browser.get(family.url)
    assert page.status_code == 200
    assert rows() == []
    assert not re.search(r"<input[^>]* checked", page.text)
    assert family.child.details.given_name in page.text
    assert family.child.full_name not in page.text
    assert page.headers["Cache-Control"] == "no-store" or "private" in page.headers["Cache-Control"]


def test_a_yes_to_each_purpose_lets_the_child_act(browser, family, answers):
    assert family.child.lacks(Purpose.ACCOUNT)
    assert browser.post(family.url, **answers).status_code == 303
    for purpose in Purpose:
        assert family.child.agrees_to(purpose)
    assert {row.way for row in rows()} == {Way.GUARDIAN_LINK}
    assert {row.entered_by_id for row in rows()} == {None}


def test_a_no_to_one_purpose_costs_that_one_only(browser, family, answers):
    browser.post(family.url, **{**answers, "publication": "no"})
    assert [p for p in Purpose if family.child.lacks(p)] == [Purpose.PUBLICATION]


@pytest.mark.parametrize("left_out", ["contest", "is_guardian"])
def test_an_answer_is_never_guessed(browser, family, answers, left_out):
    del answers[left_out]
    assert browser.post(family.url, **answers).status_code == 422
    assert rows() == []


def test_taken_back_by_the_same_link_at_the_next_request(browser, family, answers):
    browser.post(family.url, **answers)
    assert browser.post(family.url, purpose="contest", agrees="no").status_code == 303
    assert not family.child.agrees_to(Purpose.CONTEST)
    assert family.child.agrees_to(Purpose.ACCOUNT)
    browser.post(family.url, purpose="contest", agrees="yes")
    assert family.child.agrees_to(Purpose.CONTEST)


def test_the_link_waits_14_days_and_once_used_until_the_child_is_18(browser, family, answers):
    family.mother.token_expires_at = now() - timedelta(seconds=1)
    db.session.commit()
    assert browser.get(family.url).status_code == 404
    family.mother.token_expires_at = now() + timedelta(days=1)
    db.session.commit()
    browser.post(family.url, **answers)
    with as_of(now() + timedelta(days=900)):
        assert family.mother.link_works
    with as_of(now() + timedelta(days=366 * 8)):
        assert not family.mother.link_works


def test_a_new_link_ends_the_one_before(browser, family):
    actions.new_link(family.mother, by=family.child)
    db.session.commit()
    assert browser.get(family.url).status_code == 404
    assert browser.get(f"/guardian/{family.mother.id}").status_code == 404


def test_only_the_digest_of_the_link_is_kept(family):
    token = family.url.removeprefix("/guardian/")
    assert token not in str(vars(family.mother))


def test_a_guardian_reports_without_an_account(browser, family):
    sent = browser.post(
        f"{family.url}/report", text="Có người nhắn lạ", about="", page="", thread=""
    )
    assert sent.status_code == 303
    report = db.session.scalars(select(SafetyReport)).one()
    assert (report.guardian_id, report.reporter_id) == (family.mother.id, None)
    assert report.unit_id == family.child.unit_id


def test_the_slip_shows_the_link_once_with_a_code_to_scan(browser, family):
    browser.sign_in(family.child)
    db.session.commit()
    slip = browser.post(f"/me/guardians/{family.mother.id}/link")
    link = re.search(r'value="(http://localhost/guardian/[^"]+)"', slip.text)
    assert link
    assert "<svg" in slip.text
    assert slip.headers["Cache-Control"] == "no-store" or "private" in slip.headers["Cache-Control"]
    assert link[1] not in browser.get("/me/consents").text
    browser.sign_out()
    assert browser.get(link[1].removeprefix("http://localhost")).status_code == 200


PAPER = {"name": "Nguyễn Thị Hiền", "relation": "parent", "contact": "0977 111 222", "seen": "y"}


def test_an_officer_notes_a_signed_slip(browser):
    child = make_minor(agreed=False)
    officer = make_officer(child.unit)
    browser.sign_in(officer)
    db.session.commit()
    url = f"/members/{child.id}/guardian"
    signed = {"child_agrees": ["account", "contest"], "guardian_agrees": ["account", "contest"]}
    assert browser.post(url, **PAPER, **signed).status_code == 303
    assert [p for p in Purpose if child.agrees_to(p)] == [Purpose.ACCOUNT, Purpose.CONTEST]
    assert {(row.way, row.entered_by_id) for row in child.consents} == {(Way.PAPER, officer.id)}
    declined = [row.purpose for row in child.consents if row.answer is Answer.DECLINED]
    assert set(declined) == {Purpose.PUBLICATION, Purpose.MENTOR_CONTACT, Purpose.MESSAGES}
    again = {**signed, "guardian_agrees": ["account"]}
    browser.post(url, **PAPER, **again)
    assert not child.agrees_to(Purpose.CONTEST)
    assert db.session.query(Guardian).count() == 1


def test_without_the_paper_in_hand_nothing_is_noted(browser):
    child = make_minor(agreed=False)
    browser.sign_in(make_officer(child.unit))
    db.session.commit()
    unseen = {name: value for name, value in PAPER.items() if name != "seen"}
    sent = browser.post(f"/members/{child.id}/guardian", **unseen, guardian_agrees=["account"])
    assert sent.status_code == 422
    assert child.consents == []


def test_a_guardians_page_is_for_officers_of_the_unit_and_each_look_is_noted(browser, family):
    url = f"/members/{family.child.id}/guardian"
    elsewhere = make_officer(make_unit("Xã Xa"))
    for person in (family.child, make_person(), make_mentor().person, elsewhere):
        browser.sign_in(person)
        db.session.commit()
        assert browser.get(url).status_code == 404
        assert browser.post(url, **PAPER).status_code == 404
    officer = make_officer(family.child.unit)
    db.session.commit()
    page = browser.sign_in(officer).get(url).text
    assert family.mother.name in page
    assert family.mother.contact not in page  # that is read with a reason, and told
    assert f"/members/{family.child.id}/contact" in page
    looked = db.session.scalars(select(AuditRow).where(AuditRow.what == "looked")).all()
    assert [(row.actor, row.on_whom, row.subject_id) for row in looked] == [
        (pseudonym_of(officer.id), pseudonym_of(family.child.id), None)
    ]
    assert browser.sign_in(make_admin()).get(url).status_code == 200
    assert browser.get(f"/members/{officer.id}/guardian").status_code == 404


def test_somebody_who_is_no_guardian_loses_the_link_and_the_say(browser, family, answers):
    browser.post(family.url, **answers)
    browser.sign_in(make_officer(family.child.unit))
    db.session.commit()
    assert browser.post(f"/guardians/{family.mother.id}/end").status_code == 303
    assert family.child.lacks(Purpose.ACCOUNT)
    browser.sign_out()
    assert browser.get(family.url).status_code == 404


def test_the_child_cannot_end_or_answer_for_a_guardian(browser, family):
    browser.sign_in(family.child)
    db.session.commit()
    assert browser.post(f"/guardians/{family.mother.id}/end").status_code == 404
    assert browser.post(f"/members/{family.child.id}/guardian", **PAPER).status_code == 404
    assert family.child.lacks(Purpose.ACCOUNT)


def test_of_a_17_year_old_a_guardian_is_told_and_decides_nothing(browser):
    family = Family(age=17)
    page = browser.get(family.url)
    assert page.status_code == 200
    assert 'type="radio"' not in page.text
    assert family.child.lacks(Purpose.MENTOR_CONTACT)
    assert browser.post(family.url).status_code == 303
    assert family.child.agrees_to(Purpose.MENTOR_CONTACT)
    db.session.commit()
    assert browser.post(family.url, purpose="contest", agrees="no").status_code == 400
    assert family.child.agrees_to(Purpose.CONTEST)


def test_of_somebody_of_age_no_guardian_is_asked_any_more(browser, family):
    family.child.details.birth_year -= 10
    db.session.commit()
    assert browser.get(family.url).status_code == 404
