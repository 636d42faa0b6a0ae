"""A number or address is claimed by many, proved by one, and changed with the password."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.accounts import actions, jobs
from mentorhub.accounts.actions import limits, resetting
from mentorhub.accounts.models import Hat, Login, Password, PendingAddress, Person
from mentorhub.accounts.queries import holders
from mentorhub.activity.models import Activity
from mentorhub.notifications.models import Delivery, Notification
from mentorhub.platform import passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_admin, make_officer, make_person, make_unit

OLD, NEW, PHONE = "muối đường tôm", "nước lũ về sớm", "0912345678"


def member(name="Tô Kim Thoa", email="thoa@example.org", password=OLD, **more):
    person = make_person(name, email=email, **more)
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(password)))
    db.session.commit()
    return person


def answers(**more):
    return {
        "purpose": "youth",
        "contact": "thoa@example.org",
        "name": "Lê Văn Lạ",
        "birth_year": "2004",
        "unit": "an-bien",
        "password": NEW,
        "agreed": "y",
        **more,
    }


def letters(word=""):
    return [d for d in db.session.scalars(select(Delivery).order_by(Delivery.id)) if word in d.text]


def link(kind="notifications/address"):
    (letter,) = letters(f"/{kind}/")
    return re.search(rf"http://localhost(/{kind}/\S+)", letter.text)[1]


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


class TestSigningUp:
    @pytest.mark.parametrize("proved", [True, False])
    def test_taken_and_free_are_answered_alike(self, browser, proved):
        make_unit(slug="an-bien")
        known = member()
        known.details.email_verified_at = now() if proved else None
        taken = browser.submit("/register", **answers())
        free = browser.sign_out().submit("/register", **answers(contact="moi@example.org"))
        assert (taken.status_code, taken.location, taken.data) == (302, free.location, free.data)
        names = [sorted(r.headers.keys()) for r in (taken, free)]
        assert names[0] == names[1]
        assert holders("thoa@example.org")[0] is known

    def test_an_address_is_claimed_five_times_a_month_whoever_holds_it(self, browser):
        make_unit(slug="an-bien")
        member()
        for contact in ("thoa@example.org", "moi@example.org"):
            statuses = [
                browser.sign_out().submit("/register", **answers(contact=contact)).status_code
                for _ in range(limits.CLAIMS_OF_AN_ADDRESS + 1)
            ]
            assert statuses == [302] * limits.CLAIMS_OF_AN_ADDRESS + [429]

    def test_with_one_password_for_two_the_proved_one_is_meant(self, app):
        first, second = member(), member("Lê Văn Lạ")
        assert actions.person_with_password("thoa@example.org", OLD) is first
        second.details.email_verified_at = now()
        db.session.commit()
        assert actions.person_with_password("thoa@example.org", OLD) is second

    @pytest.mark.parametrize("known", [0, 1, 2])
    def test_as_many_hashes_are_tried_for_nobody_as_for_two(self, app, monkeypatch, known):
        for _ in range(known):
            member()
        tried = []
        right = passwords.matches
        monkeypatch.setattr(
            "mentorhub.platform.passwords.matches",
            lambda password, stored: tried.append(stored) or right(password, stored),
        )
        actions.person_with_password("thoa@example.org", OLD)
        assert len(tried) == 2

    @pytest.mark.parametrize("contact", ["thоa@example.org", "thoa@exаmple.org", "thoa@例え.jp"])
    def test_a_look_alike_is_no_address(self, browser, contact):
        make_unit(slug="an-bien")
        assert browser.submit("/register", **answers(contact=contact)).status_code == 422
        assert browser.submit("/sign-in", contact=contact, password=OLD).status_code == 422

    def test_what_is_too_long_is_refused_before_any_hashing(self, browser, monkeypatch):
        make_unit(slug="an-bien")
        monkeypatch.setattr(passwords, "hashed", lambda _: pytest.fail("hashed"))
        monkeypatch.setattr(passwords, "matches", lambda *_: pytest.fail("hashed"))
        long, huge = "k" * 10_000 + "@example.org", "x" * 2**20
        for path in ("/register", "/sign-in"):
            for wrong in ({"contact": long}, {"password": huge}):
                given = answers(**wrong)
                if path == "/sign-in":
                    given = {key: given[key] for key in ("contact", "password")}
                assert browser.submit(path, **given).status_code in (413, 422)

    def test_lists_and_repeated_fields_name_one_address(self, browser):
        member()
        for path in ("/sign-in", "/forgot-password"):
            assert browser.post(path, **{"contact[]": "thoa@example.org"}).status_code == 400
        twice = ["thoa@example.org", "evil@example.org"]
        browser.post("/forgot-password", contact=twice)
        run = {d.address for d in letters()}
        assert run <= {"thoa@example.org"}


class TestProving:
    def test_who_proves_it_takes_it_from_who_only_claims_it(self, browser):
        squatter, owner = member("Lê Văn Lạ"), member(password=NEW)
        actions.ask_for_proof(by=owner)
        path = link()
        browser.sign_in(owner).get(path)
        assert owner.details.email_verified_at is None  # a look changes nothing
        assert browser.post(path).status_code == 303
        assert owner.details.email_verified_at is not None
        assert (squatter.details.email, squatter.details.email_key) == (None, None)
        lost = db.session.scalars(select(Activity).where(Activity.verb == "address.lost")).one()
        assert (lost.subject_id, lost.actor_id, lost.facts) == (squatter.id, None, {})

    def test_a_stranger_who_opens_the_link_proves_nothing(self, browser):
        squatter, owner = member("Lê Văn Lạ"), member(password=NEW)
        actions.ask_for_proof(by=squatter)
        path = link()
        assert browser.sign_in(owner).post(path).status_code == 409
        assert browser.sign_out().post(path).status_code == 401
        assert squatter.details.email_verified_at is owner.details.email_verified_at is None

    def test_a_proved_holder_is_not_displaced(self, browser):
        owner, late = member(), member("Lê Văn Lạ")
        owner.details.email_verified_at = now()
        actions.ask_for_proof(by=late)
        assert browser.sign_in(late).post(link()).status_code == 409
        assert (owner.details.email, late.details.email_verified_at) == ("thoa@example.org", None)

    def test_a_closed_account_keeps_no_number_from_the_living(self, app):
        gone, heir = member(), member("Lê Văn Lạ")
        gone.details.email_verified_at, gone.closed_at = now(), now()
        db.session.commit()
        actions.take(heir, "email_key", refusal="no")
        assert (gone.details.email, bool(heir.details.email_verified_at)) == (None, True)

    def test_an_officer_confirms_a_number_at_the_counter(self, browser):
        person, squatter = member(), member("Lê Văn Lạ", email="la@example.org")
        squatter.details.phone = PHONE
        db.session.commit()
        url = f"/members/{person.id}/phone"
        officer = make_officer(person.unit)
        refused = [person, squatter, make_officer(make_unit("Xã Đông Thái"))]
        assert [browser.sign_in(p).get(url).status_code for p in refused] == [404] * 3
        assert browser.sign_in(make_admin()).get(url).status_code == 200
        assert browser.sign_in(officer).submit(url, phone="12").status_code == 422
        assert browser.submit(url, phone="+84 912 345 678").status_code == 303
        assert (person.details.phone, squatter.details.phone) == (PHONE, None)
        assert person.details.phone_verified_at is not None
        note = db.session.scalars(
            select(Activity).where(Activity.verb == "address.phone_checked")
        ).one()
        assert (note.actor_id, note.subject_id) == (officer.id, person.id)
        again = f"/members/{squatter.id}/phone"
        squatter.unit = person.unit
        assert browser.submit(again, phone=PHONE).status_code == 409
        assert person.details.phone == PHONE

    @pytest.mark.parametrize("hat", [Hat.MENTOR, Hat.JUROR, Hat.ORGANISER])
    def test_no_officer_gives_a_number_to_whoever_may_judge(self, browser, hat):
        person = member(hat=hat)
        url = f"/members/{person.id}/phone"
        assert browser.sign_in(make_officer(person.unit)).get(url).status_code == 404


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
