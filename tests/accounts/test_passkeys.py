"""A device makes a passkey and signs in with it."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.accounts import actions
from mentorhub.accounts.models import Login, Passkey, PasskeyChallenge
from mentorhub.activity.models import Activity
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.accounts.authenticator import Device
from tests.accounts.passkeys import add, question_to_add, question_to_sign_in, send, sign_in, stored
from tests.accounts.passwords import WORD, with_password
from tests.factories import make_person


def test_a_device_is_added_and_signs_in(browser, member, device):
    assert sign_in(browser, device).location == "/dashboard"
    page = browser.get("/me/passkeys")
    assert "Điện thoại" in page.text
    (kept,) = stored()
    assert (kept.person_id, kept.sign_count, kept.last_used_at is not None) == (member.id, 1, True)
    verbs = db.session.scalars(select(Activity.verb)).all()
    assert verbs == ["passkey.added"]


def test_the_question_asks_for_a_key_that_knows_its_owner_and_looks_at_them(browser, member):
    asked = json.loads(question_to_add(browser.sign_in(member)))
    chosen = asked["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert asked["rp"]["id"] == "localhost"


def test_the_password_is_asked_before_a_device_is_added(browser, member):
    assert (
        browser.sign_in(member).post("/me/passkeys", current="sai rồi", name="A").status_code == 409
    )
    assert db.session.scalar(select(func.count()).select_from(PasskeyChallenge)) == 0


@pytest.mark.parametrize(("ticked", "hours"), [("y", 2), ("", 24 * 30)])
def test_a_shared_computer_is_one_by_passkey_too(browser, device, ticked, hours):
    sign_in(browser, device, shared_computer=ticked)
    login = db.session.scalars(select(Login).order_by(Login.created_at.desc())).first()
    assert login.is_shared_computer is bool(ticked)
    assert abs(login.expires_at - now() - timedelta(hours=hours)) < timedelta(minutes=1)


def test_a_key_is_added_once(browser, member, device):
    browser.sign_in(member)
    known = json.loads(question_to_add(browser))["excludeCredentials"]
    assert len(known) == 1
    assert add(browser, device).status_code == 409
    other = with_password(make_person("Kẻ Khác"))
    assert add(browser.sign_out().sign_in(other), device).status_code == 409
    assert len(stored()) == 1


def test_only_the_owner_removes_a_passkey(browser, device):
    (kept,) = stored()
    browser.sign_in(make_person())
    assert browser.post(f"/me/passkeys/{kept.id}/remove").status_code == 404
    assert len(stored()) == 1


def test_a_device_that_does_not_count_is_welcome_again_and_again(browser, device):
    for _ in range(2):
        answer = device.answer(question_to_sign_in(browser), count=0)
        assert send(browser, answer).status_code == 303
        browser.sign_out()


def test_ten_are_the_most(browser, member):
    browser.sign_in(member)
    question = question_to_add(browser)
    for number in range(10):
        key = {"credential_id": str(number), "public_key": b"x", "sign_count": 0, "name": "x"}
        db.session.add(Passkey(person_id=member.id, **key))
    assert add(browser, Device(), question).status_code == 409
    assert browser.post("/me/passkeys", current=WORD, name="Điện thoại").status_code == 409
    assert len(stored()) == 10


def test_forgetting_everything_leaves_the_password_alone(browser, member, device):
    actions.forget_second_steps(member)
    assert stored() == []
    assert sign_in(browser, device).status_code == 409
    assert actions.person_with_password(member.details.email, WORD) is not None


def test_the_button_is_hidden_until_a_script_shows_it(browser, app, monkeypatch):
    page = browser.get("/sign-in").text
    assert re.search(r'<div[^>]*data-behaviour="passkey"[^>]*hidden>', page)
    monkeypatch.setitem(app.config, "BASE_URL", "http://127.0.0.1:8000")
    assert 'data-behaviour="passkey"' not in browser.get("/sign-in").text


def test_one_form_serves_the_password_and_the_passkey(browser, member, device):
    page = browser.get("/sign-in").text
    names = set(re.findall(r'<input[^>]*name="(\w+)"', page.split('method="post"')[1]))
    assert names == {"csrf_token", "credential", "contact", "password", "shared_computer"}
    typed = {"contact": member.details.email, "password": WORD, "shared_computer": "y"}
    assert browser.post("/sign-in", credential="", **typed).status_code == 302
    answer = device.answer(question_to_sign_in(browser.sign_out()))
    assert send(browser, answer, contact="", password="").status_code == 303
