"""A guardian reads along, may stop what is wrong, and hears what became of it."""

import pytest
from flask import g

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.consents import actions as consents
from mentorhub.conversations import actions
from mentorhub.conversations.models import SafetyReport
from mentorhub.platform.db import db
from tests.conversations.conftest import Work

WORDS = "Chào em, thầy chờ bảng số đo."


@pytest.fixture
def url(work):
    """The link of the child's guardian, after the mentor has written something."""
    actions.write(work.thread, WORDS, by=work.mentor)
    guardian = consents.guardians_of(work.child)[0]
    token = consents.new_link(guardian, by=work.child)
    db.session.commit()
    return f"/guardian/{token}"


def test_a_guardian_reads_the_childs_conversation_without_full_names(browser, work, url):
    page = browser.get(f"{url}/conversations").text
    assert WORDS in page
    assert work.child.full_name not in page
    assert "<textarea" not in page


def test_only_the_own_childs_and_only_while_the_child_sits_there(browser, work, url):
    other = Work()
    actions.write(other.thread, "Chuyện của đội khác", by=other.mentor)
    db.session.commit()
    assert "Chuyện của đội khác" not in browser.get(f"{url}/conversations").text
    consents.withdraw(work.child, Purpose.MENTOR_CONTACT)
    db.session.commit()
    assert WORDS not in browser.get(f"{url}/conversations").text


def test_a_guardian_stops_the_childs_conversation_and_no_other(browser, work, url):
    other = Work()
    db.session.commit()
    answers = {"text": "Không ổn", "about": "", "page": ""}
    browser.post(f"{url}/report", thread=other.thread.id, **answers)
    assert not other.thread.is_frozen
    browser.post(f"{url}/report", thread=work.thread.id, **answers)
    assert work.thread.is_frozen
    assert WORDS not in browser.get(f"{url}/conversations").text


def test_a_guardian_reads_what_became_of_it_at_the_same_link(browser, work, url):
    browser.post(f"{url}/report", text="Không ổn", about="", page="", thread=work.thread.id)
    report = db.session.query(SafetyReport).one()
    assert "Đang được xem xét" in browser.get(f"{url}/report").text
    g.pop("_login_user", None)
    actions.decide(report, lifts=True, reason="Đã gặp cả hai bên", by=work.guard)
    db.session.commit()
    assert "Đã gặp cả hai bên" in browser.get(f"{url}/report").text
    assert WORDS in browser.get(f"{url}/conversations").text


@pytest.mark.parametrize("page", ["conversations", "report"])
def test_a_wrong_or_ended_link_opens_nothing(browser, work, url, page):
    assert browser.get(f"/guardian/{'x' * 32}/{page}").status_code == 404
    consents.end_guardian(consents.guardians_of(work.child)[0], by=work.guard)
    db.session.commit()
    assert browser.get(f"{url}/{page}").status_code == 404
