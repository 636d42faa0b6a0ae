"""What strangers read of a paper: its standing, and no more of its holder than they agreed to."""

import json

import pytest

from mentorhub.accounts.domain.consent import Answer, Purpose
from mentorhub.certificates import actions
from mentorhub.certificates.actions import checking
from mentorhub.certificates.domain import Cause
from mentorhub.consents.models import Guardian
from mentorhub.platform import holdings
from mentorhub.platform.db import db
from mentorhub.platform.signing import is_signed
from tests.certificates.conftest import given
from tests.factories import agree


@pytest.fixture
def papers(app, finished):
    return given(app, finished)


def checked(browser, one, **form):
    address = f"/certificates/{one.code}"
    browser.speak("en")
    return browser.post(address, **form) if form else browser.get(address)


def test_a_valid_paper_says_what_it_is_for_and_hides_who_did_not_agree(browser, papers):
    reply = checked(browser, papers["leader"])
    assert "Valid." in reply.text
    for shown in ("First of Young ideas", "Điểm hẹn số", "Áo Xanh Về Ấp", "Youth Union"):
        assert shown in reply.text
    assert "Trần Nhã Uyên" not in reply.text
    assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert reply.headers["Cache-Control"] == "no-store"


def test_a_name_is_shown_as_long_as_its_holder_agrees(browser, papers, finished):
    leader = finished.people["leader"]
    agree(leader, Purpose.PUBLICATION)
    assert "Trần Nhã Uyên" in checked(browser, papers["leader"]).text
    agree(leader, Purpose.PUBLICATION, answer=Answer.WITHDRAWN)
    assert "Trần Nhã Uyên" not in checked(browser, papers["leader"]).text


def test_of_a_minor_the_given_name_alone_and_only_if_the_guardian_agrees_too(
    browser, papers, finished
):
    minor = finished.people["minor"]
    agree(minor, Purpose.PUBLICATION)
    assert "Tâm" not in checked(browser, papers["minor"]).text
    (guardian,) = {one.guardian_id for one in minor.consents if one.guardian_id}
    agree(minor, Purpose.PUBLICATION, guardian=db.session.get(Guardian, guardian))
    text = checked(browser, papers["minor"]).text
    assert "Tâm" in text
    assert "Danh" not in text


def test_a_name_can_be_compared_without_being_shown(browser, papers):
    fits = checked(browser, papers["leader"], name="trần nhã  uyên")
    assert "somebody of this name" in fits.text
    assert "somebody of another name" in checked(browser, papers["leader"], name="Lê A").text


def test_a_revoked_paper_says_since_when_and_why_and_keeps_the_words_for_its_holder(
    browser, papers, finished
):
    one = papers["other"]
    actions.revoke(one, cause=Cause.RESULT, reason="Chép bài", anew=False, by=finished.first)
    text = checked(browser, one).text
    assert "Revoked." in text
    assert "the result it speaks of no longer stands" in text
    assert "Chép bài" not in text


def test_an_unknown_code_and_an_erased_holder_are_told_honestly(browser, papers, finished):
    assert "Unknown." in browser.speak("en").get("/certificates/0123456789").text
    holdings.erase(finished.people["other"].id)
    text = checked(browser, papers["other"]).text
    assert "Known, without a name." in text
    assert "Tô Văn Đệ" not in text


def test_a_code_typed_from_the_paper_finds_it(browser, papers):
    one = papers["juror"]
    reply = browser.post("/certificates", code=one.spelled_code.lower())
    assert reply.location == f"/certificates/{one.code}"
    empty = browser.speak("en").post("/certificates", code=" ")
    assert empty.status_code == 422


def test_many_codes_in_vain_are_stopped_for_a_while(browser, papers, monkeypatch):
    monkeypatch.setattr(checking, "IN_VAIN_FROM_AN_ADDRESS", 2)
    for code in ("A", "B"):
        assert browser.get(f"/certificates/{code}").status_code == 200
    assert browser.get("/certificates/C").status_code == 429
    assert browser.get(f"/certificates/{papers['juror'].code}").status_code == 429


def test_the_signed_statement_can_be_checked_without_us_and_names_nobody(browser, papers):
    one = papers["leader"]
    reply = browser.get(f"/certificates/{one.code}/statement.json")
    told = json.loads(reply.data)
    assert is_signed(told["statement"], told["signature"])
    assert told["statement"]["holder"] == one.holder
    assert one.name not in reply.text
    assert one.salt not in reply.text
    assert browser.get("/certificates/0000/statement.json").status_code == 404
