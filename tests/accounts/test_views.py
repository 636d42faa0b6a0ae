import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from mentorhub.accounts import actions
from mentorhub.accounts.actions import limits
from mentorhub.accounts.models import (
    Consent,
    Login,
    Password,
    Person,
    PersonalDetails,
    SignInAttempt,
)
from mentorhub.platform import passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.units.models import UnitKind
from tests.factories import make_person, make_unit

SECRET = "muối đường tôm"


@pytest.fixture
def unit(app):
    return make_unit(slug="an-bien")


def make_known(**more):
    person = make_person(email="kimthoa@example.org", **more)
    person.details.phone = "0912345678"
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(SECRET)))
    db.session.flush()
    return person


def count(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def answers(**more):
    return {
        "purpose": "youth",
        "contact": "0912 345 678",
        "name": "Tô Kim Thoa",
        "birth_year": "2004",
        "unit": "an-bien",
        "password": SECRET,
        "agreed": "y",
        **more,
    }


def sign_in(browser, contact="0912345678", password=SECRET, url="/sign-in", **more):
    return browser.submit(url, contact=contact, password=password, **more)


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
        assert SECRET not in reply.text

    @pytest.mark.parametrize(
        "spelling",
        ["+84 912 345 678", "0912.345.678", "KimThoa@example.ORG", "kimthoa@example.org"],
    )
    def test_a_known_address_in_any_spelling_is_only_claimed(self, browser, unit, spelling):
        known = make_known()
        known.details.phone_verified_at = known.details.email_verified_at = now()
        reply = browser.submit("/register", **answers(contact=spelling, password="ba con rùa biển"))
        assert (reply.status_code, reply.location, count(Person)) == (302, "/dashboard", 2)
        assert actions.person_with_password(spelling, SECRET) is known
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


class TestOwnAccount:
    def test_signing_out_ends_the_login_itself(self, browser):
        browser.sign_in(make_known())
        with browser.client.session_transaction() as session:
            token = session["_user_id"]
        assert browser.post("/sign-out").status_code == 303
        with browser.client.session_transaction() as session:
            session["_user_id"] = token
        assert browser.get("/me").location == "/sign-in?next=/me"

    def test_strangers_are_asked_to_sign_in(self, browser):
        assert browser.get("/me").location == "/sign-in?next=/me"
        assert browser.post("/sign-out").status_code == 401

    def test_the_profile_changes_name_language_and_unit(self, browser, unit):
        person = make_known()
        reply = browser.sign_in(person).submit(
            "/me", name="Đặng  Thị Ánh", language="fr", unit="an-bien"
        )
        assert (reply.status_code, reply.location) == (303, "/me")
        assert (person.details.name, person.details.name_key) == ("Đặng Thị Ánh", "dang thi anh")
        assert (person.language, person.unit) == ("fr", unit)

    def test_the_switch_of_language_is_remembered_for_mails(self, browser):
        person = make_person()
        headers = {"Sec-Fetch-Site": "same-origin"}
        browser.sign_in(person).client.post("/language", data={"language": "fr"}, headers=headers)
        assert person.language == "fr"
        browser.client.post("/language", data={"language": "tlh"}, headers=headers)
        assert person.language == "fr"

    def test_a_unit_outside_the_list_is_kept(self, browser):
        school = make_unit("Trường THPT", kind=UnitKind.SCHOOL, slug="thpt")
        person = make_person(unit=school)
        browser.sign_in(person).submit("/me", name="Lê An", language="vi", unit="thpt")
        assert (person.unit, person.details.name) == (school, "Lê An")

    def test_a_new_password_ends_the_other_logins(self, browser):
        person = make_known()
        actions.open_login(person, device="Chrome, Android", shared_computer=False)
        reply = browser.sign_in(person).submit("/me/password", current=SECRET, new="nước lũ về sớm")
        assert (reply.status_code, count(Login, Login.revoked_at.is_(None))) == (303, 1)
        assert browser.get("/me").status_code == 200
        assert sign_in(browser.sign_out(), password="nước lũ về sớm").status_code == 302

    @pytest.mark.parametrize(
        ("current", "new", "status"),
        [
            ("sai mật khẩu", "nước lũ về sớm", 409),
            (SECRET, "0912345678", 422),
            (SECRET, "kimthoa@example.org", 422),
            (SECRET, "12341234", 422),
        ],
    )
    def test_a_password_that_will_not_do_changes_nothing(self, browser, current, new, status):
        person = make_known()
        reply = browser.sign_in(person).submit("/me/password", current=current, new=new)
        assert reply.status_code == status
        assert actions.person_with_password("0912345678", SECRET) is person

    def test_a_device_is_signed_out_by_its_owner_only(self, browser):
        owner, stranger = make_known(), make_person()
        actions.open_login(owner, device="Firefox, Windows", shared_computer=True)
        login = db.session.scalars(select(Login)).one()
        url = f"/me/logins/{login.id}/end"
        assert browser.sign_in(stranger).post(url).status_code == 404
        assert login.revoked_at is None
        assert "Firefox, Windows" in browser.sign_in(owner).get("/me").text
        assert browser.post(url).status_code == 303
        assert login.revoked_at is not None

    def test_all_other_devices_at_once(self, browser):
        person = make_known()
        for device in ("Chrome, Android", "Safari, iPhone"):
            actions.open_login(person, device=device, shared_computer=False)
        browser.sign_in(person).post("/me/logins/end-others")
        assert count(Login, Login.revoked_at.is_(None)) == 1
        assert browser.get("/me").status_code == 200


def _anonymous(text, address):
    text = re.sub(r'<input[^>]*name="csrf_token"[^>]*>', "", text)
    return text.replace(address, "…")
