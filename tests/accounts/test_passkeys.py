"""A device makes a passkey and signs in with it; whatever is not quite that opens nothing."""

import html
import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from mentorhub.accounts import actions
from mentorhub.accounts.models import Login, Passkey, PasskeyChallenge, Password
from mentorhub.activity.models import Activity
from mentorhub.platform import passwords
from mentorhub.platform.audit import AuditRow, pseudonym_of
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.accounts.authenticator import Device
from tests.factories import make_person

WORD = "muối đường tôm"


def with_password(person):
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(WORD)))
    db.session.flush()
    return person


@pytest.fixture
def member(app):
    return with_password(make_person("Tô Kim Thoa"))


def question_to_add(browser):
    page = browser.post("/me/passkeys", current=WORD, name="Điện thoại")
    assert page.status_code == 200
    return html.unescape(re.search(r'data-question="([^"]+)"', page.text)[1])


def add(browser, device, question=None, name="Điện thoại"):
    made = device.make(question or question_to_add(browser))
    return browser.post("/me/passkeys/new", credential=made, name=name)


def question_to_sign_in(browser):
    reply = browser.post("/sign-in/passkey", contact="", password="")
    assert (reply.status_code, reply.mimetype) == (200, "application/json")
    return reply.text


def send(browser, answer, **more):
    return browser.post("/sign-in/passkey", credential=answer, **more)


def sign_in(browser, device, **more):
    return send(browser, device.answer(question_to_sign_in(browser)), **more)


def stored():
    return db.session.scalars(select(Passkey)).all()


@pytest.fixture
def device(browser, member):
    """A device of the member's; nobody is signed in."""
    made = Device()
    assert add(browser.sign_in(member), made).location == "/me/passkeys"
    browser.sign_out()
    return made


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


def test_the_same_answer_is_taken_once(browser, device):
    answer = device.answer(question_to_sign_in(browser))
    assert send(browser, answer).status_code == 303
    browser.sign_out()
    assert send(browser, answer).status_code == 409
    assert browser.get("/dashboard").status_code == 302


def test_a_key_is_added_once(browser, member, device):
    browser.sign_in(member)
    known = json.loads(question_to_add(browser))["excludeCredentials"]
    assert len(known) == 1
    assert add(browser, device).status_code == 409
    other = with_password(make_person("Kẻ Khác"))
    assert add(browser.sign_out().sign_in(other), device).status_code == 409
    assert len(stored()) == 1


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


def test_only_the_owner_removes_a_passkey(browser, device):
    (kept,) = stored()
    browser.sign_in(make_person())
    assert browser.post(f"/me/passkeys/{kept.id}/remove").status_code == 404
    assert len(stored()) == 1


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
