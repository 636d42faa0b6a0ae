"""A number or address is claimed by many and proved by one, and every claim is answered alike."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts import actions
from mentorhub.accounts.actions import limits
from mentorhub.accounts.models import Hat, SignInAttempt
from mentorhub.accounts.queries import holders
from mentorhub.activity.models import Activity
from mentorhub.platform import passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.accounts.claims import NEW, OLD, PHONE, letters, link, member
from tests.factories import make_admin, make_officer, make_unit


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

    def test_an_address_is_claimed_five_times_a_week_whoever_holds_it(self, browser):
        make_unit(slug="an-bien")
        member()
        for contact in ("thoa@example.org", "moi@example.org"):
            statuses = [
                self.claim(browser, contact, origin=f"203.0.113.{n}")
                for n in range(limits.CLAIMS_OF_AN_ADDRESS + 1)
            ]
            assert statuses == [302] * limits.CLAIMS_OF_AN_ADDRESS + [429]

    def test_nobody_alone_keeps_an_owner_out_and_nobody_for_long(self, browser):
        make_unit(slug="an-bien")
        mine = "thoa@example.org"
        alone = [self.claim(browser, mine, origin="203.0.113.1") for _ in range(5)]
        assert alone == [302] * limits.CLAIMS_FROM_ONE_PLACE + [429] * 2
        assert self.claim(browser, mine, origin="198.51.100.7") == 302
        assert self.claim(browser, mine, origin="198.51.100.8") == 302
        assert self.claim(browser, mine, origin="198.51.100.9") == 429
        db.session.query(SignInAttempt).update({"at": now() - timedelta(days=7, seconds=1)})
        db.session.commit()
        assert self.claim(browser, mine, origin="198.51.100.9") == 302

    def claim(self, browser, contact, origin):
        browser.sign_out().client.environ_base["REMOTE_ADDR"] = origin
        return browser.submit("/register", **answers(contact=contact)).status_code

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
        right = passwords.which
        monkeypatch.setattr(
            "mentorhub.platform.passwords.which",
            lambda password, stored: tried.extend(stored) or right(password, stored),
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
        monkeypatch.setattr(passwords, "which", lambda *_: pytest.fail("hashed"))
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
