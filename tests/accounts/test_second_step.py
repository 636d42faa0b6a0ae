"""One-time codes, recovery codes, and what is asked for them before many people are concerned."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentorhub.accounts import actions
from mentorhub.accounts.models import Hat, Login, OneTimeSecret, Password, RecoveryCode
from mentorhub.accounts.queries import secret_of
from mentorhub.activity.models import Activity
from mentorhub.platform import one_time_codes as codes
from mentorhub.platform import passwords, vault
from mentorhub.platform.audit import AuditRow, pseudonym_of
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import (
    SECRET,
    confirm_login,
    make_admin,
    make_contest,
    make_officer,
    make_person,
    make_second_step,
    make_unit,
)

WORD = "muối đường tôm"


def with_password(person):
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(WORD)))
    db.session.flush()
    return person


@pytest.fixture
def officer(app):
    return with_password(make_officer(make_unit()))


@pytest.fixture
def equipped(officer):
    make_second_step(officer)
    return officer


def code(moment=None, secret=SECRET, ahead=0):
    return codes.code_at(secret, codes.step_at(moment or now()) + ahead)


def verbs():
    return list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))


def confirm(browser, typed, where="/me/second-step/confirmation", **more):
    return browser.post(where, code=typed, **more)


def shown_codes(page):
    return re.findall(r'<li class="tnum h4" translate="no">([A-Z0-9 ]+)</li>', page.text)


def export_of(person):
    return f"/units/{person.unit.slug}/roster/export"


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


def test_whoever_has_none_is_led_to_setting_up_and_back(browser, officer):
    browser.sign_in(officer, second_step=False)
    first = browser.get(export_of(officer)).location
    assert first == f"/me/second-step/confirmation?next={export_of(officer)}"
    second = browser.get(first).location
    assert second == f"/me/second-step?next={export_of(officer)}"
    third = browser.post(second, current=WORD).location
    assert third == f"/me/second-step/app?next={export_of(officer)}"
    secret = actions.begun_secret(officer)
    assert f'href="{export_of(officer)}"' in confirm(browser, code(secret=secret), third).text
    assert browser.get(export_of(officer)).status_code == 200


def test_the_way_back_stays_in_the_house(browser, equipped):
    browser.sign_in(equipped, second_step=False)
    where = "/me/second-step/confirmation?next=https://evil.example/"
    assert confirm(browser, code(), where).location == "/me/second-step"


def test_a_confirmation_holds_for_reading_a_quarter_for_sending_half_an_hour(browser, equipped):
    def answers(minutes):
        browser.sign_out().sign_in(equipped, second_step=False)
        (login,) = db.session.scalars(select(Login).where(Login.revoked_at.is_(None)))
        login.second_step_at = now() - timedelta(minutes=minutes)
        db.session.commit()
        read = browser.get(export_of(equipped)).status_code
        sent = browser.post(export_of(equipped), kind="csv").status_code
        login.revoked_at = now()
        return read, sent

    assert [answers(m) for m in (14, 16, 29, 31)] == [
        (200, 200),
        (302, 200),
        (302, 200),
        (302, 403),
    ]


def test_what_was_sent_without_is_not_done_and_says_how(browser, officer):
    browser.sign_in(officer, second_step=False)
    reply = browser.post(export_of(officer), kind="csv", contacts="y", reason="Mời họp")
    assert reply.status_code == 403
    assert f"/me/second-step/confirmation?next={export_of(officer)}" in reply.text
    noted = db.session.scalars(select(AuditRow)).all()
    assert [(row.what, row.actor) for row in noted] == [
        ("second_step.lacking", pseudonym_of(officer.id))
    ]


def test_a_confirmation_of_another_device_counts_for_nothing_here(browser, equipped):
    confirm_login(actions.open_login(equipped, device="", shared_computer=False))
    assert browser.sign_in(equipped, second_step=False).get(export_of(equipped)).status_code == 302


def test_without_the_permission_nothing_tells_that_a_code_is_asked(browser, equipped):
    page = export_of(equipped)
    elsewhere = page.replace(equipped.unit.slug, "khong-co")
    missing = browser.sign_in(make_person(unit=equipped.unit)).get(elsewhere)
    found = browser.get(page)
    assert (found.status_code, missing.status_code) == (404, 404)
    assert found.text.replace(page, elsewhere) == missing.text
    assert browser.post(page, kind="csv").status_code == 404


@pytest.mark.parametrize("endpoint", ["publishing.prepare", "publishing.agree", "rosters.export"])
def test_what_concerns_many_asks_for_the_second_step(app, endpoint):
    assert app.view_functions[endpoint].second_step


def test_an_organiser_is_asked_before_a_draft_of_results(browser, app):
    organiser = make_person(hat=Hat.ORGANISER)
    contest = make_contest(organiser, opened_days_ago=9, days_left=-5, scoring_closed_at=now())
    page = f"/contests/{contest.id}/results/draft"
    assert browser.sign_in(organiser, second_step=False).get(page).status_code == 302
    assert browser.post(page, decision_number="1").status_code == 403
    assert browser.sign_out().sign_in(organiser, second_step=True).get(page).status_code == 200


def test_the_code_is_told_to_sample_people_of_a_demo_only(browser, equipped, monkeypatch, app):
    page = "/me/second-step/confirmation"
    told = re.compile(r"(?<=lúc này là )\d{3} \d{3}")
    browser.sign_in(equipped, second_step=False)
    assert not told.search(browser.get(page).text)
    equipped.is_sample = True
    sample = told.search(browser.get(page).text)[0]
    assert confirm(browser, sample).status_code == 303
    again = told.search(browser.get(page).text)[0]
    assert again != sample
    assert confirm(browser, again).status_code == 303
    monkeypatch.setitem(app.config, "DEMO", False)
    assert not told.search(browser.get(page).text)


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
