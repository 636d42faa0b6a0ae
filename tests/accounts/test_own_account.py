"""What somebody changes about their own account, password and devices."""

import pytest
from sqlalchemy import select

from mentorhub.accounts import actions
from mentorhub.accounts.models import Login
from mentorhub.platform.db import db
from mentorhub.units.models import UnitKind
from tests.accounts.passwords import WORD
from tests.accounts.typed import count, make_known, sign_in
from tests.factories import make_person, make_unit


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
        reply = browser.sign_in(person).submit("/me/password", current=WORD, new="nước lũ về sớm")
        assert (reply.status_code, count(Login, Login.revoked_at.is_(None))) == (303, 1)
        assert browser.get("/me").status_code == 200
        assert sign_in(browser.sign_out(), password="nước lũ về sớm").status_code == 302

    @pytest.mark.parametrize(
        ("current", "new", "status"),
        [
            ("sai mật khẩu", "nước lũ về sớm", 409),
            (WORD, "0912345678", 422),
            (WORD, "kimthoa@example.org", 422),
            (WORD, "12341234", 422),
        ],
    )
    def test_a_password_that_will_not_do_changes_nothing(self, browser, current, new, status):
        person = make_known()
        reply = browser.sign_in(person).submit("/me/password", current=current, new=new)
        assert reply.status_code == status
        assert actions.person_with_password("0912345678", WORD) is person

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
