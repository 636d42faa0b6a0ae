"""One-time codes and recovery codes: set up, taken once, lost, ended."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.accounts import actions
from mentorhub.accounts.models import Login, OneTimeSecret, RecoveryCode
from mentorhub.accounts.queries import secret_of
from mentorhub.platform import vault
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.accounts.passwords import WORD
from tests.accounts.second_step import code, confirm, export_of, verbs
from tests.factories import (
    SECRET,
    make_admin,
    make_officer,
    make_person,
    make_second_step,
    make_unit,
)


def shown_codes(page):
    return re.findall(r'<li class="tnum h4" translate="no">([A-Z0-9 ]+)</li>', page.text)


def test_setting_up_asks_the_password_then_a_code_and_tells_ten_codes_once(browser, officer):
    browser.sign_in(officer, second_step=False)
    assert browser.get("/me/second-step/picture.svg").status_code == 404
    assert browser.post("/me/second-step", current="sai rồi nhé").status_code == 409
    assert db.session.scalar(select(func.count()).select_from(OneTimeSecret)) == 0
    assert browser.post("/me/second-step", current=WORD).location == "/me/second-step/app"
    picture = browser.get("/me/second-step/picture.svg")
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert b"<script" not in picture.data
    page = browser.get("/me/second-step/app")
    secret = re.search(r'translate="no">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")
    wrong = confirm(browser, "000000", "/me/second-step/app")
    assert (wrong.status_code, secret_of(officer)) == (409, None)
    done = confirm(browser, code(secret=secret), "/me/second-step/app")
    assert len(set(shown_codes(done))) == 10
    assert secret_of(officer) is not None
    assert "second_step.set_up" in verbs()
    assert confirm(browser, code(secret=secret), "/me/second-step/app").status_code == 409
    assert browser.get(export_of(officer)).status_code == 200


def test_a_copy_of_the_database_holds_neither_the_secret_nor_a_recovery_code(app, equipped):
    token = actions.open_login(equipped, device="", shared_computer=False)
    told = actions.renew_recovery_codes(equipped, code(), token=token, origin="")
    db.session.flush()
    stored = str(db.session.execute(select(OneTimeSecret.locked)).all())
    stored += str(db.session.execute(select(RecoveryCode.code_digest)).all())
    assert SECRET not in stored
    assert not any(one in stored for one in told)


def test_a_new_secret_key_still_opens_what_the_old_one_locked(app, monkeypatch):
    locked, old = vault.lock_away(SECRET), app.config["SECRET_KEY"]
    monkeypatch.setitem(app.config, "SECRET_KEY", "another one, and as long as the first was")
    assert vault.take_out(locked) is None
    monkeypatch.setitem(app.config, "SECRET_KEY_FALLBACKS", [old])
    assert vault.take_out(locked) == SECRET


def test_a_set_up_older_than_an_hour_begins_again(app, officer):
    with as_of(now() - timedelta(minutes=61)):
        actions.begin_second_step(officer, current=WORD, origin="")
    assert actions.begun_secret(officer) is None
    with pytest.raises(Refused):
        actions.finish_second_step(officer, "123456", token="", origin="")


@pytest.mark.parametrize(("ahead", "status"), [(-2, 409), (-1, 303), (0, 303), (1, 303), (2, 409)])
def test_the_code_of_a_neighbouring_half_minute_is_taken(browser, equipped, ahead, status):
    browser.sign_in(equipped, second_step=False)
    moment = now()
    with as_of(moment):
        assert confirm(browser, code(moment, ahead=ahead)).status_code == status


def test_a_code_is_taken_once_and_none_before_it_afterwards(browser, equipped):
    moment = now()
    with as_of(moment):
        assert (
            confirm(browser.sign_in(equipped, second_step=False), code(moment)).status_code == 303
        )
        for again in (code(moment), code(moment, ahead=-1)):
            assert (
                confirm(browser.sign_out().sign_in(equipped, second_step=False), again).status_code
                == 409
            )
        assert confirm(browser, code(moment, ahead=1)).status_code == 303


@pytest.mark.parametrize("typed", ["", "12345", "١٢٣٤٥٦", "😀" * 6, "x" * 41, "12 34 5a"])
def test_what_is_no_code_is_refused_in_words(browser, equipped, typed):
    browser.sign_in(equipped, second_step=False)
    assert confirm(browser, typed).status_code in (409, 422)
    assert db.session.scalars(select(Login.second_step_at)).all() == [None]


def test_ten_wrong_codes_are_the_last(browser, equipped):
    browser.sign_in(equipped, second_step=False)
    for _ in range(10):
        assert confirm(browser, "000000").status_code == 409
    assert confirm(browser, code()).status_code == 429


def test_a_recovery_code_works_once_and_new_ones_end_it(browser, equipped):
    browser.sign_in(equipped, second_step=False)
    moment = now()
    with as_of(moment):
        first = shown_codes(confirm(browser, code(moment), "/me/second-step/recovery-codes"))
        assert confirm(browser, first[0].lower()).status_code == 303
        assert confirm(browser, first[0]).status_code == 409
        later = "/me/second-step/recovery-codes"
        assert len(shown_codes(confirm(browser, code(moment, ahead=1), later))) == 10
        assert confirm(browser, first[1]).status_code == 409
    assert "second_step.recovery_used" in verbs()


def test_a_recovery_code_of_somebody_else_is_none(browser, equipped):
    other = make_person()
    make_second_step(other)
    token = actions.open_login(other, device="", shared_computer=False)
    theirs = actions.renew_recovery_codes(other, code(), token=token, origin="")
    assert confirm(browser.sign_in(equipped, second_step=False), theirs[0]).status_code == 409


def test_removing_needs_the_password_and_a_code_and_ends_what_was_confirmed(browser, equipped):
    browser.sign_in(equipped, second_step=True)
    where, moment = "/me/second-step/removal", now()
    with as_of(moment):
        assert confirm(browser, code(moment), where, current="sai rồi nhé").status_code == 409
        assert confirm(browser, "000000", where, current=WORD).status_code == 409
        assert secret_of(equipped) is not None
        assert confirm(browser, code(moment), where, current=WORD).status_code == 303
    assert secret_of(equipped) is None
    assert browser.get(export_of(equipped)).location.startswith("/me/second-step/confirmation")
    assert "second_step.removed" in verbs()


def test_who_lost_everything_is_helped_by_an_officer_and_told(browser, officer):
    member = make_person(unit=officer.unit)
    make_second_step(member)
    where = f"/members/{member.id}/second-step/end"
    assert browser.sign_in(officer, second_step=False).post(where).status_code == 403
    assert secret_of(member) is not None
    browser.sign_out().sign_in(officer, second_step=True)
    assert browser.get(where).status_code == 200
    assert browser.post(where).status_code == 303
    assert secret_of(member) is None
    assert "second_step.ended_by_officer" in verbs()


def test_nobody_ends_the_second_step_of_whom_they_are_not_over(browser, officer, equipped):
    member = make_person(unit=officer.unit)
    stranger, colleague = make_officer(make_unit("Xã Xa")), make_officer(officer.unit, "Lê Khác")
    cases = [(stranger, member), (colleague, officer), (officer, officer), (member, officer)]
    for who, whose in cases:
        browser.sign_out().sign_in(who, second_step=True)
        assert browser.post(f"/members/{whose.id}/second-step/end").status_code == 404
    browser.sign_out().sign_in(make_admin(), second_step=True)
    assert browser.post(f"/members/{officer.id}/second-step/end").status_code == 303


def test_a_new_password_by_code_leaves_the_second_step(equipped):
    given = actions.make_reset_code(equipped, by=make_admin())
    db.session.flush()
    address = equipped.details.email
    actions.reset_password(address, code=given, new="nước lũ về sớm", origin="")
    assert secret_of(equipped) is not None
