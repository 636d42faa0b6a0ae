"""The letter with a link to a new password: for whoever reads the address, once, and soon."""

import re

import pytest
import time_machine
from sqlalchemy import select

from mentorhub.accounts import actions, jobs
from mentorhub.accounts.actions import limits
from mentorhub.accounts.models import Login, Password
from mentorhub.jobs.models import Job
from mentorhub.notifications.models import Delivery
from mentorhub.platform import passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_person

OLD, NEW = "muối đường tôm", "nước lũ về sớm"


@pytest.fixture
def member(app):
    person = make_person("Tô Kim Thoa", email="thoa@example.org")
    person.details.email = "Thoa@example.org"  # as typed; found by its key
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(OLD)))
    db.session.commit()
    return person


def the_worker_runs():
    asked = db.session.scalars(select(Job).where(Job.kind == "accounts.send_reset_link")).all()
    for job in asked:
        jobs.send_reset_link(job.payload)
    db.session.flush()
    return len(asked)


def link_in_the_letter():
    letter = db.session.scalars(select(Delivery)).one()
    (path,) = re.findall(r"http://localhost(/reset-password/\S+)", letter.text)
    return letter, path


def works(password):
    return actions.person_with_password("thoa@example.org", password) is not None


def asked(browser, contact="thoa@example.org"):
    return browser.submit("/forgot-password", contact=contact)


def test_the_link_goes_to_the_stored_address_and_holds_once(browser, member):
    actions.open_login(member, device="", shared_computer=False)
    assert asked(browser, "THOA@example.org").location == "/sign-in"
    assert the_worker_runs() == 1
    letter, path = link_in_the_letter()
    assert letter.address == "Thoa@example.org"
    for _ in range(2):  # mail programs open links; opening uses nothing up
        assert 'name="password"' in browser.get(path).text
    assert browser.submit(path, password=NEW).location == "/sign-in"
    assert (works(NEW), works(OLD)) == (True, False)
    assert all(db.session.scalars(select(Login.revoked_at)))
    assert member.details.email_verified_at is not None
    assert 'name="password"' not in browser.get(path).text
    assert browser.post(path, password="một hai ba bốn").status_code == 409
    assert works(NEW)


def test_after_half_an_hour_it_is_too_old(browser, member):
    asked(browser)
    the_worker_runs()
    _letter, path = link_in_the_letter()
    with time_machine.travel(now().timestamp() + 31 * 60):
        assert "đã quá nửa giờ" in browser.get(path).text
        assert browser.post(path, password=NEW).status_code == 409
    assert works(OLD)


@pytest.mark.parametrize("change", ["password", "address", "closed"])
def test_it_ends_with_the_state_of_the_account(browser, member, change):
    asked(browser)
    the_worker_runs()
    _letter, path = link_in_the_letter()
    if change == "password":
        db.session.scalars(select(Password)).one().hash = passwords.hashed("khác rồi nhé")
    elif change == "address":
        member.details.email = "khac@example.org"
    else:
        member.closed_at = now()
    db.session.commit()
    assert browser.post(path, password=NEW).status_code == 409
    assert not works(NEW)


def test_nobody_learns_whether_there_is_an_account(browser, member):
    known, unknown = asked(browser), asked(browser, "ai.do@example.org")
    assert (known.status_code, known.location, known.data) == (
        unknown.status_code,
        unknown.location,
        unknown.data,
    )
    assert the_worker_runs() == 2
    assert db.session.scalars(select(Delivery.address)).all() == ["Thoa@example.org"]


def test_a_link_of_another_kind_or_tampered_with_opens_nothing(browser, member):
    from mentorhub.platform import mail

    other = mail.sealed("proof", str(member.id), "thoa@example.org")
    for token in (other, "x", mail.sealed("reset", str(member.id), "")):
        assert browser.post(f"/reset-password/{token}", password=NEW).status_code == 409
    assert works(OLD)


def test_a_weak_password_is_said_in_words_and_costs_no_link(browser, member):
    asked(browser)
    the_worker_runs()
    _letter, path = link_in_the_letter()
    assert browser.submit(path, password="12345678").status_code == 422
    assert browser.submit(path, password=NEW).status_code == 302 or works(NEW)


def test_many_letters_for_a_school_keep_nobody_from_signing_in(browser, member, monkeypatch):
    monkeypatch.setattr(limits, "FAILURES_OF_AN_ADDRESS", 2)
    replies = [asked(browser, f"ban{number}@example.org").status_code for number in range(3)]
    assert replies == [303, 303, 429]
    reply = browser.submit("/sign-in", contact="thoa@example.org", password=OLD)
    assert reply.location == "/dashboard"


def test_asking_again_and_again_is_refused_alike_for_all(browser, member):
    for contact in ("thoa@example.org", "ai.do@example.org"):
        for _ in range(10):
            asked(browser, contact)
        assert asked(browser, contact).status_code == 429
    assert the_worker_runs() == 20
    assert len(db.session.scalars(select(Delivery.id)).all()) == 1  # one letter a minute
