"""One form makes an account; what is wrong with it is said and nothing made."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts import actions
from mentorhub.accounts.actions import limits
from mentorhub.accounts.models import Consent, Login, Person, PersonalDetails
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.accounts.passwords import WORD
from tests.accounts.typed import answers, count, make_known


class TestRegister:
    def test_one_form_makes_an_account_and_signs_in(self, browser, unit):
        reply = browser.submit("/register", **answers())
        assert (reply.status_code, reply.location) == (302, "/dashboard")
        person = db.session.scalars(select(Person)).one()
        details = person.details
        assert (details.name, details.name_key) == ("Tô Kim Thoa", "to kim thoa")
        assert (details.phone, details.email, details.birth_year) == ("0912345678", None, 2004)
        assert (person.unit, person.language) == (unit, "vi")
        assert count(Consent, Consent.person_id == person.id, Consent.purpose == "account") == 1
        assert browser.get("/me").status_code == 200

    @pytest.mark.parametrize(("ticked", "hours"), [("y", 2), ("", 24 * 30)])
    def test_a_shared_computer_forgets_soon(self, browser, unit, ticked, hours):
        reply = browser.submit("/register", **answers(shared_computer=ticked))
        cookie = next(c for c in reply.headers.getlist("Set-Cookie") if c.startswith("mentorhub="))
        login = db.session.scalars(select(Login)).one()
        assert round((login.expires_at - login.created_at) / timedelta(hours=1)) == hours
        assert ("Expires" in cookie) is (not ticked)

    def test_an_address_is_kept_as_written_and_compared_by_its_key(self, browser, unit):
        browser.submit("/register", **answers(contact="Kim.Thoa@Example.org"))
        details = db.session.scalars(select(PersonalDetails)).one()
        assert (details.email, details.email_key) == (
            "Kim.Thoa@Example.org",
            "kim.thoa@example.org",
        )

    @pytest.mark.parametrize(
        "wrong",
        [
            {"contact": "0212 345 678"},
            {"contact": "k" * 10_000 + "@example.org"},
            {"contact": "mıke@example.org"},
            {"name": "Nguyễn\u200bVăn An"},
            {"name": "Нгуен Van An"},
            {"name": "Ban tổ chức"},
            {"name": "123"},
            {"birth_year": "1850"},
            {"birth_year": "hai nghìn"},
            {"unit": ""},
            {"unit": "hanoi"},
            {"password": "1234567"},
            {"password": "matkhau123"},
            {"password": "0912345678"},
            {"password": "0912 345 678"},
            {"password": "To Kim Thoa"},
            {"password": "x" * 200},
            {"agreed": ""},
            {"purpose": "admin"},
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_made(self, browser, unit, wrong):
        given = answers(**wrong)
        if wrong == {"agreed": ""}:
            del given["agreed"]
        reply = browser.submit("/register", **given)
        assert (reply.status_code, count(Person)) == (422, 0)
        assert 'aria-invalid="true"' in reply.text or "field__err" in reply.text
        assert WORD not in reply.text

    @pytest.mark.parametrize(
        "spelling",
        ["+84 912 345 678", "0912.345.678", "KimThoa@example.ORG", "kimthoa@example.org"],
    )
    def test_a_known_address_in_any_spelling_is_only_claimed(self, browser, unit, spelling):
        known = make_known()
        known.details.phone_verified_at = known.details.email_verified_at = now()
        reply = browser.submit("/register", **answers(contact=spelling, password="ba con rùa biển"))
        assert (reply.status_code, reply.location, count(Person)) == (302, "/dashboard", 2)
        assert actions.person_with_password(spelling, WORD) is known
        assert actions.person_with_password(spelling, "ba con rùa biển") not in (known, None)

    def test_a_field_nobody_offered_is_refused(self, browser, unit):
        assert browser.submit("/register", **answers(hat="organiser")).status_code == 400

    def test_a_child_is_told_about_the_guardian(self, browser, unit):
        year = str(now().year - 14)
        browser.submit("/register", **answers(birth_year=year))
        assert "16" in browser.get("/me").text
        assert db.session.scalars(select(Person)).one().needs_guardian

    def test_a_mentor_goes_on_to_the_profile(self, browser, unit):
        reply = browser.submit("/register", **answers(purpose="mentor", birth_year="1980"))
        assert reply.location == "/mentors/me"

    def test_many_accounts_from_one_place_have_to_wait(self, browser, unit, monkeypatch):
        monkeypatch.setattr(limits, "NEW_ACCOUNTS_OF_AN_ADDRESS", 1)
        browser.submit("/register", **answers())
        browser.sign_out()
        reply = browser.submit("/register", **answers(contact="0987654321"))
        assert (reply.status_code, count(Person)) == (429, 1)
