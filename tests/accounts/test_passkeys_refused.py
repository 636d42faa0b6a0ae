"""Whatever is not quite the answer of a person's own device opens nothing."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from mentorhub.accounts.models import PasskeyChallenge
from mentorhub.activity.models import Activity
from mentorhub.platform.audit import AuditRow, pseudonym_of
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.accounts.authenticator import Device
from tests.accounts.passkeys import add, question_to_add, question_to_sign_in, send, sign_in, stored
from tests.accounts.passwords import with_password
from tests.factories import make_person


def test_the_same_answer_is_taken_once(browser, device):
    answer = device.answer(question_to_sign_in(browser))
    assert send(browser, answer).status_code == 303
    browser.sign_out()
    assert send(browser, answer).status_code == 409
    assert browser.get("/dashboard").status_code == 302


def test_the_same_registration_is_taken_once(browser, member):
    device, browser = Device(), browser.sign_in(member)
    made = device.make(question_to_add(browser))
    assert browser.post("/me/passkeys/new", credential=made, name="A").status_code == 303
    assert browser.post("/me/passkeys/new", credential=made, name="B").status_code == 409
    assert len(stored()) == 1


WRONG = {
    "another origin": {"origin": "http://localhost.evil.example", "rp_id": "localhost"},
    "another port": {"origin": "http://localhost:8000"},
    "another house": {"origin": "http://localhost", "rp_id": "evil.example"},
    "nobody looked at": {"verifies": False},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_no_key_is_taken_from_elsewhere(browser, member, wrong):
    assert add(browser.sign_in(member), Device(**wrong)).status_code == 409
    assert stored() == []


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_no_answer_is_taken_from_elsewhere(browser, device, wrong):
    liar = Device(**wrong)
    liar.key, liar.id, liar.user = device.key, device.id, device.user
    assert sign_in(browser, liar).status_code == 409
    assert sign_in(browser, device).status_code == 303


def test_the_host_header_decides_nothing(browser, app, member, monkeypatch):
    monkeypatch.setitem(app.config, "BASE_URL", "https://mentorhub.example")
    assert json.loads(question_to_sign_in(browser))["rpId"] == "mentorhub.example"
    assert add(browser.sign_in(member), Device()).status_code == 409
    assert add(browser, Device("https://mentorhub.example")).status_code == 303


def test_a_question_waits_five_minutes(browser, member, device):
    question = question_to_sign_in(browser)
    with as_of(now() + timedelta(minutes=5, seconds=1)):
        assert send(browser, device.answer(question)).status_code == 409
    browser.sign_in(member)
    question = question_to_add(browser)
    db.session.execute(update(PasskeyChallenge).values(expires_at=now()))
    assert add(browser, Device(), question).status_code == 409


def test_a_question_of_one_kind_answers_no_other(browser, member, device):
    browser.sign_in(member)
    question = question_to_add(browser)
    browser.sign_out()
    assert send(browser, device.answer(question)).status_code == 409
    challenge = json.loads(question_to_sign_in(browser))["challenge"]
    asked = json.dumps({**json.loads(question), "challenge": challenge})
    assert add(browser.sign_in(member), Device(), asked).status_code == 409


def test_a_question_to_one_person_is_answered_by_no_other(browser, member):
    question = question_to_add(browser.sign_in(member))
    browser.sign_out().sign_in(with_password(make_person("Kẻ Khác")))
    assert add(browser, Device(), question).status_code == 409
    assert stored() == []


def test_an_unknown_a_removed_and_somebody_elses_key_are_refused_alike(browser, member, device):
    unknown = Device()
    unknown.user = device.user
    first = sign_in(browser, unknown)
    swapped = Device()  # with the name of a known key, and a key of its own
    swapped.id, swapped.user = device.id, device.user
    second = sign_in(browser, swapped)
    handle, device.user = device.user, "AAAA"
    third = sign_in(browser, device)
    device.user = handle
    (kept,) = stored()
    browser.sign_in(member).post(f"/me/passkeys/{kept.id}/remove")
    browser.sign_out()
    fourth = sign_in(browser, device)
    told = {re.sub(r'value="[^"]*"', "", reply.text) for reply in (first, second, third, fourth)}
    assert [r.status_code for r in (first, second, third, fourth)] == [409] * 4
    assert len(told) == 1
    assert "passkey.removed" in db.session.scalars(select(Activity.verb)).all()


def test_a_closed_account_opens_to_no_key(browser, member, device):
    member.closed_at = now()
    assert sign_in(browser, device).status_code == 409


@pytest.mark.parametrize("count", [1, 2])
def test_a_count_that_does_not_grow_is_a_copy_and_is_noted(browser, member, device, count):
    device.count = 1
    assert sign_in(browser, device).status_code == 303
    browser.sign_out()
    answer = device.answer(question_to_sign_in(browser), count=count)
    assert send(browser, answer).status_code == 409
    noted = db.session.scalars(select(AuditRow).where(AuditRow.what == "passkey.count_went_back"))
    assert [row.actor for row in noted] == [pseudonym_of(member.id)]


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "nói dối", "[" * 4000, '{"rawId": 1, "response": {}}', "x" * 9000],
)
def test_what_is_no_answer_is_refused_in_words(browser, member, text):
    if text:
        assert send(browser, text).status_code in (409, 422)
    browser.sign_in(member)
    reply = browser.post("/me/passkeys/new", credential=text, name="Điện thoại")
    assert reply.status_code in (409, 422)


def test_broken_parts_of_an_answer_are_refused(browser, device):
    for part in ("clientDataJSON", "authenticatorData", "signature"):
        answer = json.loads(device.answer(question_to_sign_in(browser)))
        answer["response"][part] = answer["response"][part][:-9]
        assert send(browser, json.dumps(answer)).status_code == 409
