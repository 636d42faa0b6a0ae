"""A number or an address with its password opens a session, and nothing else does."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select

from mentorhub.accounts.actions import limits
from mentorhub.accounts.models import Login, SignInAttempt
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.accounts.typed import count, make_known, sign_in
from tests.factories import make_person


class TestSignIn:
    @pytest.mark.parametrize("contact", ["0912345678", "+84912345678", "KIMTHOA@example.org "])
    def test_number_or_address_with_the_password(self, browser, contact):
        person = make_known()
        reply = sign_in(browser, contact)
        assert (reply.status_code, reply.location) == (302, "/dashboard")
        login = db.session.scalars(select(Login)).one()
        assert login.person_id == person.id
        assert login.expires_at - login.created_at > timedelta(days=29)

    def test_a_shared_computer_forgets_soon(self, browser):
        make_known()
        reply = sign_in(browser, shared_computer="y")
        cookie = next(c for c in reply.headers.getlist("Set-Cookie") if c.startswith("mentorhub="))
        login = db.session.scalars(select(Login)).one()
        assert login.expires_at - login.created_at < timedelta(hours=3)
        assert "Expires" not in cookie

    def test_known_and_unknown_are_told_the_same(self, browser):
        make_known()
        known = sign_in(browser, password="sai mật khẩu")
        unknown = sign_in(browser, "0987654321", password="sai mật khẩu")
        assert known.status_code == unknown.status_code == 409
        assert _anonymous(known.text, "0912345678") == _anonymous(unknown.text, "0987654321")

    def test_a_closed_account_stays_outside(self, browser):
        make_known(closed_at=now())
        assert sign_in(browser).status_code == 409

    def test_failures_are_kept_though_the_sign_in_is_not(self, browser):
        make_known()
        sign_in(browser, password="sai mật khẩu")
        attempt = db.session.scalars(select(SignInAttempt)).one()
        assert not attempt.succeeded
        assert "0912345678" not in attempt.account_digest + attempt.address_digest
        assert count(Login) == 0

    def test_an_account_is_closed_for_a_while_after_ten_failures(self, browser):
        make_known()
        for n in range(10):
            spoofed = {"X-Forwarded-For": f"203.0.113.{n}"}
            browser.get("/sign-in", headers=spoofed)
            assert sign_in(browser, password="sai mật khẩu").status_code == 409
        assert sign_in(browser).status_code == 429
        assert count(SignInAttempt) == 10
        for row in db.session.scalars(select(SignInAttempt)):
            row.at = now() - timedelta(minutes=16)
        assert sign_in(browser).status_code == 302

    def test_an_address_is_closed_for_a_while_too(self, browser, monkeypatch):
        monkeypatch.setattr(limits, "FAILURES_OF_AN_ADDRESS", 3)
        make_known()
        for n in range(3):
            sign_in(browser, f"098765432{n}", password="sai mật khẩu")
        assert sign_in(browser).status_code == 429

    @pytest.mark.parametrize(
        ("wanted", "reached"),
        [
            ("/ideas?unit=an-bien", "/ideas?unit=an-bien"),
            ("//evil.example", "/dashboard"),
            ("/\\evil.example", "/dashboard"),
            ("/\t/evil.example", "/dashboard"),
            ("https://evil.example", "/dashboard"),
            ("javascript:alert(1)", "/dashboard"),
            ("/／evil.example", "/dashboard"),
            ("@evil.example", "/dashboard"),
        ],
    )
    def test_next_stays_here(self, browser, wanted, reached):
        make_known()
        assert sign_in(browser, url=f"/sign-in?next={quote(wanted)}").location == reached

    def test_the_session_is_a_new_one(self, browser):
        make_known()
        browser.get("/sign-in")
        with browser.client.session_transaction() as session:
            before = session["csrf_token"]
            session["planted"] = "by somebody"
        sign_in(browser)
        with browser.client.session_transaction() as session:
            assert "planted" not in session
            assert session.get("csrf_token") != before

    def test_without_its_token_the_form_is_refused(self, browser):
        make_known()
        assert browser.client.post("/sign-in", data={"contact": "a"}).status_code == 400
        assert count(Login) == 0

    def test_a_list_of_addresses_is_no_address(self, browser):
        make_known()
        reply = sign_in(browser, "kimthoa@example.org,evil@example.org")
        assert reply.status_code == 422

    def test_whoever_is_signed_in_goes_on(self, browser):
        browser.sign_in(make_person())
        assert browser.get("/sign-in?next=/ideas").location == "/ideas"


def _anonymous(text, address):
    text = re.sub(r'<input[^>]*name="csrf_token"[^>]*>', "", text)
    return text.replace(address, "…")
