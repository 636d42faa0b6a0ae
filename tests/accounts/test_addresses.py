"""A number or address is claimed by many, proved by one, and changed with the password."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.accounts import actions, jobs
from mentorhub.accounts.actions import limits, resetting
from mentorhub.accounts.models import Login, PendingAddress, Person
from mentorhub.activity.models import Activity
from mentorhub.notifications.models import Notification
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.accounts.claims import NEW, OLD, PHONE, letters, link, member
from tests.factories import make_officer


def open_logins():
    return db.session.scalar(select(func.count(Login.id)).where(Login.revoked_at.is_(None)))


def run_reset_job(browser, contact="thoa@example.org"):
    from mentorhub.jobs.models import Job

    browser.submit("/forgot-password", contact=contact)
    for job in db.session.scalars(select(Job).where(Job.kind == "accounts.send_reset_link")):
        jobs.send_reset_link(job.payload)
    db.session.flush()


def told(person):
    rows = select(Activity.verb).join(Notification, Notification.activity_id == Activity.id)
    return db.session.scalars(rows.where(Notification.recipient_id == person.id)).all()


class TestResetting:
    def test_the_letter_goes_to_who_proved_it_alone(self, browser):
        member("Lê Văn Lạ")
        owner = member()
        owner.details.email_verified_at = now()
        run_reset_job(browser)
        assert [d.recipient_id for d in letters()] == [owner.id]

    def test_else_to_three_who_claim_it(self, browser):
        people = [member(f"Lê Văn {name}") for name in ("An", "Ba", "Chi", "Danh")]
        run_reset_job(browser)
        assert [d.recipient_id for d in letters()] == [p.id for p in people[: resetting.LETTERS]]

    def test_nothing_of_a_claimant_is_written_to_who_proved_it(self, browser):
        owner, late = member(), member("Lê Văn Lạ")
        owner.details.email_verified_at = now()
        late.details.phone = PHONE
        db.session.commit()
        run_reset_job(browser, PHONE)
        assert letters() == []

    def test_whoever_made_the_account_in_advance_is_shut_out(self, browser):
        person = member()  # made by somebody else, with the owner's address
        person.details.phone = PHONE  # theirs
        actions.open_login(person, device="thief", shared_computer=False)
        thief = actions.Asking(OLD, login="", origin="here")
        actions.change_email(person, "ke.gian@example.org", asking=thief)
        run_reset_job(browser)
        assert browser.submit(link("reset-password"), password=NEW).status_code in (302, 303)
        assert (open_logins(), person.details.phone) == (0, None)
        assert person.details.email_verified_at is not None
        assert db.session.scalars(select(PendingAddress)).all() == []
        assert actions.person_with_password("thoa@example.org", OLD) is None

    def test_a_code_is_for_whom_it_was_made(self, browser):
        _first, second = member(), member("Lê Văn Lạ")
        code = actions.make_reset_code(second, by=make_officer(second.unit))
        browser.submit("/reset-password", contact="thoa@example.org", code=code, password=NEW)
        assert actions.person_with_password("thoa@example.org", NEW) is second


class TestChanging:
    def test_a_new_address_holds_when_its_letter_is_opened(self, browser):
        person = member()
        actions.open_login(person, device="other", shared_computer=False)
        browser.sign_in(person)
        reply = browser.submit("/me/email", address="Moi@example.org", current=OLD)
        assert (reply.status_code, person.details.email) == (303, "thoa@example.org")
        path = link()
        assert "Moi@example.org" in browser.get(path).text
        assert (person.details.email, open_logins()) == ("thoa@example.org", 2)
        assert browser.post(path).status_code == 303
        assert (person.details.email, person.details.email_key) == (
            "Moi@example.org",
            "moi@example.org",
        )
        assert (open_logins(), told(person)) == (1, ["address.changed"])
        assert [d.address for d in letters("forgot-password")] == ["thoa@example.org"]
        assert "moi@example.org" not in letters("forgot-password")[0].text.lower()
        assert browser.post(path).status_code == 409
        assert browser.get("/me").status_code == 200

    def test_the_wrong_password_changes_nothing_and_is_counted(self, browser):
        browser.sign_in(member())
        for path, address in (("/me/email", "moi@example.org"), ("/me/phone", PHONE)):
            assert browser.submit(path, address=address, current="sai rồi").status_code == 409
        for _ in range(8):
            browser.submit("/me/phone", address=PHONE, current="sai rồi")
        assert browser.submit("/me/phone", address=PHONE, current=OLD).status_code == 429
        assert letters() == []

    def test_an_address_of_somebody_else_is_answered_alike(self, browser):
        owner, person = member(), member("Lê Văn Lạ", email="la@example.org")
        owner.details.email_verified_at = now()
        db.session.commit()
        browser.sign_in(person)
        replies = [
            browser.submit("/me/email", address=address, current=OLD)
            for address in ("thoa@example.org", "moi@example.org")
        ]
        assert replies[0].data == replies[1].data
        assert person.details.email == "la@example.org"

    def test_after_a_day_the_letter_is_too_old(self, browser):
        person = member()
        browser.sign_in(person).submit("/me/email", address="moi@example.org", current=OLD)
        path = link()
        db.session.scalars(select(PendingAddress)).one().expires_at = now() - timedelta(seconds=1)
        assert browser.post(path).status_code == 409
        assert person.details.email == "thoa@example.org"

    def test_a_new_number_is_a_claim_and_is_told_by_mail(self, browser):
        person = member()
        person.details.phone, person.details.phone_verified_at = "0987654321", now()
        actions.open_login(person, device="other", shared_computer=False)
        browser.sign_in(person)
        assert browser.submit("/me/phone", address="0912 345 678", current=OLD).status_code == 303
        assert (person.details.phone, person.details.phone_verified_at) == (PHONE, None)
        assert (open_logins(), told(person)) == (1, ["address.changed"])
        assert [d.address for d in letters()] == ["thoa@example.org"]

    @pytest.mark.parametrize("address", ["0212 345 678", "ai do", "1" * 300])
    def test_what_is_no_number_is_said_and_kept(self, browser, address):
        reply = browser.sign_in(member()).submit("/me/phone", address=address, current=OLD)
        assert (reply.status_code, address in reply.text) == (422, True)

    def test_the_last_way_in_cannot_be_removed(self, browser):
        person = member()
        browser.sign_in(person)
        assert browser.submit("/me/email", address="", current=OLD).status_code == 409
        person.details.phone = PHONE
        assert browser.submit("/me/email", address="", current=OLD).status_code == 303
        assert browser.submit("/me/phone", address="", current=OLD).status_code == 409
        assert (person.details.email, person.details.phone) == (None, PHONE)

    def test_a_new_password_is_told_by_a_letter_nobody_can_switch_off(self, browser):
        person = member(agreed=["account"])
        browser.sign_in(person).submit("/me/password", current=OLD, new=NEW)
        assert [d.address for d in letters()] == ["thoa@example.org"]
        assert told(person) == ["password.changed"]


class TestDevices:
    def test_when_a_device_was_used_is_noted_once_an_hour(self, browser):
        browser.sign_in(member())
        login = db.session.scalars(select(Login)).one()
        fresh = login.seen_at = now() - timedelta(minutes=59)
        browser.get("/me")
        db.session.refresh(login)
        assert login.seen_at == fresh
        login.seen_at = now() - timedelta(minutes=61)
        assert browser.get("/me").status_code == 200
        db.session.refresh(login)
        assert now() - login.seen_at < timedelta(minutes=1)

    def test_it_is_shown_and_a_device_that_is_ended_is_out_at_once(self, browser):
        browser.sign_in(member())
        assert "dùng gần nhất ngày" in browser.get("/me").text
        db.session.scalars(select(Login)).one().revoked_at = now()
        assert browser.get("/me").status_code == 302

    def test_a_shared_computer_is_out_after_two_hours(self, browser):
        member()
        browser.submit("/sign-in", contact="thoa@example.org", password=OLD, shared_computer="y")
        login = db.session.scalars(select(Login)).one()
        assert login.expires_at - login.created_at <= timedelta(hours=2, seconds=1)
        login.expires_at = now() - timedelta(seconds=1)
        assert browser.get("/me").status_code == 302


def test_a_forged_header_does_not_begin_the_count_anew(browser, monkeypatch):
    monkeypatch.setattr(limits, "FAILURES_OF_AN_ADDRESS", 3)
    for path, rest in (
        ("/sign-in", {"password": OLD}),
        ("/reset-password", {"code": "AAAAAAAA", "password": NEW}),
    ):
        statuses = []
        for n in range(4):
            data = {
                "csrf_token": browser.token(),
                "contact": f"ban{path[1]}{n}@example.org",
                **rest,
            }
            headers = {"X-Forwarded-For": f"203.0.113.{n}", "X-Real-IP": f"203.0.113.{n}"}
            db.session.commit()
            statuses.append(browser.client.post(path, data=data, headers=headers).status_code)
        assert statuses[-1] == 429
    assert db.session.scalar(select(func.count(Person.id))) == 0
