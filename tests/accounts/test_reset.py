from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts import actions
from mentorhub.accounts.models import Hat, Login, Password, ResetCode
from mentorhub.organisations.models import BY_TWO, Role
from mentorhub.platform import passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import (
    make_admin,
    make_grant,
    make_minor,
    make_officer,
    make_person,
    make_unit,
)

OLD, NEW = "muối đường tôm", "nước lũ về sớm"


@pytest.fixture
def member(app):
    person = make_person("Tô Kim Thoa", email="thoa@example.org")
    changed = now() - timedelta(days=1)
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(OLD), changed_at=changed))
    db.session.flush()
    return person


def code_for(person):
    code = actions.make_reset_code(person, by=make_officer(person.unit))
    db.session.flush()
    return code


def reset(browser, code, contact="thoa@example.org", password=NEW):
    return browser.submit("/reset-password", contact=contact, code=code, password=password)


def works(password):
    return actions.person_with_password("thoa@example.org", password) is not None


def test_the_officer_sees_a_code_and_the_member_uses_it_once(browser, member):
    actions.open_login(member, device="", shared_computer=False)
    officer = make_officer(member.unit)
    browser.sign_in(officer)
    assert "Tô Kim Thoa" in browser.get("/members?q=kim thoa").text
    shown = browser.submit(f"/members/{member.id}/reset-code")
    made = db.session.scalars(select(ResetCode)).one()
    assert (shown.status_code, made.made_by_id, made.person_id) == (200, officer.id, member.id)
    assert "/reset-password" in shown.text
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert "thoa@example.org" not in shown.text
    code = shown.text.split('translate="no">')[1].split("<")[0]
    assert reset(browser.sign_out(), code.lower()).location == "/sign-in"
    assert (works(NEW), works(OLD)) == (True, False)
    ended = db.session.scalars(select(Login.revoked_at).where(Login.person_id == member.id))
    assert all(ended)
    assert reset(browser, code, password="một hai ba bốn").status_code == 409
    assert works(NEW)


def test_a_code_is_for_one_person_and_half_an_hour(browser, member):
    code = code_for(member)
    other = make_person(email="other@example.org")
    assert reset(browser, code, "other@example.org").status_code == 409
    assert reset(browser, code, "nobody@example.org").status_code == 409
    db.session.scalars(select(ResetCode)).one().expires_at = now() - timedelta(seconds=1)
    assert reset(browser, code).status_code == 409
    assert works(OLD)
    assert other.details.email == "other@example.org"


def test_a_new_password_ends_the_code(browser, member):
    code = code_for(member)
    login = actions.open_login(member, device="", shared_computer=False)
    actions.change_password(member, current=OLD, new="ba lá cờ đỏ", token=login, origin="here")
    assert reset(browser, code).status_code == 409


def test_guessing_codes_ends_after_ten(browser, member):
    code = code_for(member)
    for _ in range(10):
        assert reset(browser, "AAAA AAAA").status_code == 409
    assert reset(browser, code).status_code == 429
    assert works(OLD)


def test_who_may_make_a_code(browser, member):
    url = f"/members/{member.id}/reset-code"
    plain = make_person(unit=member.unit)
    elsewhere = make_officer(make_unit("Xã Đông Thái"))
    allowed = [make_officer(member.unit), make_admin()]
    refused = [member, plain, elsewhere]
    assert [browser.sign_in(p).get(url).status_code for p in refused] == [404] * 3
    assert [browser.sign_in(p).get(url).status_code for p in allowed] == [200] * 2
    assert browser.sign_out().get(url).status_code == 302
    assert db.session.scalars(select(ResetCode)).all() == []


@pytest.mark.parametrize("hat", [Hat.MENTOR, Hat.JUROR, Hat.ORGANISER])
def test_no_officer_takes_over_whoever_may_judge_or_organise(browser, member, hat):
    member.hat = hat
    db.session.flush()
    url = f"/members/{member.id}/reset-code"
    assert browser.sign_in(make_officer(member.unit)).get(url).status_code == 404


def test_no_officer_takes_over_an_office(browser, member):
    make_grant(member, Role.SAFEGUARDING_OFFICER)
    url = f"/members/{member.id}/reset-code"
    assert browser.sign_in(make_officer(member.unit)).get(url).status_code == 404
    assert browser.sign_in(make_admin()).get(url).status_code == 200


@pytest.mark.parametrize("role", BY_TWO)
@pytest.mark.parametrize("way", ["reset-code", "second-step/end", "phone"])
def test_no_administrator_alone_takes_over_what_two_give(browser, member, role, way):
    held, admin = make_grant(member, role), make_admin()
    url, told = f"/members/{member.id}/{way}", "do hai người giao"
    assert browser.sign_in(admin).get(url).status_code == 404
    assert browser.post(url, phone="0912345678").status_code == 404
    assert told in browser.get(f"/members/{member.id}").text
    held.revoked_at = now()
    db.session.flush()
    assert browser.get(url).status_code == 200
    assert told not in browser.get(f"/members/{member.id}").text


def test_members_are_found_in_ones_own_units_only(browser, member):
    far = make_person("Tô Kim Xa", unit=make_unit("Xã Đông Thái"))
    child = make_minor("Tô Kim Bé")
    child.unit = member.unit
    db.session.flush()
    page = browser.sign_in(make_officer(member.unit)).get("/members?q=KIM").text
    assert ("Tô Kim Thoa" in page, "Tô Kim Bé" in page) == (True, True)
    assert far.details.name not in page
    assert "thoa@example.org" not in page
    outside = browser.sign_in(make_person()).get("/members?q=kim").text
    assert ("Tô Kim Xa" in outside, "Bé" in outside) == (True, False)
    everybody = browser.sign_in(make_admin()).get("/members?q=kim").text
    assert "Tô Kim Xa" in everybody
