"""What many people are concerned by asks for a one-time code, for a while, on that device."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.accounts import actions
from mentorhub.accounts.models import Hat, Login
from mentorhub.contests.models import Juror
from mentorhub.platform.audit import AuditRow, pseudonym_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.accounts.passwords import WORD
from tests.accounts.second_step import code, confirm, export_of
from tests.factories import confirm_login, make_contest, make_juror, make_person


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


@pytest.mark.parametrize(
    "endpoint",
    [
        "publishing.prepare", "publishing.agree", "members.export_list",
        "judging.jurors", "judging.renew_link", "contests.organisers",
    ],
)  # fmt: skip
def test_what_concerns_many_asks_for_the_second_step(app, endpoint):
    assert app.view_functions[endpoint].second_step


def test_an_organiser_is_asked_before_a_draft_of_results(browser, app):
    organiser = make_person(hat=Hat.ORGANISER)
    contest = make_contest(organiser, opened_days_ago=9, days_left=-5, scoring_closed_at=now())
    page = f"/contests/{contest.id}/results/draft"
    assert browser.sign_in(organiser, second_step=False).get(page).status_code == 302
    assert browser.post(page, decision_number="1").status_code == 403
    assert browser.sign_out().sign_in(organiser, second_step=True).get(page).status_code == 200


def test_nobody_is_named_juror_or_organiser_without_the_second_step(browser):
    contest = make_contest()
    seat = make_juror(contest)
    page = f"/contests/{contest.id}"
    browser.sign_in(contest.organisers[0].person, second_step=False)
    asked = [browser.get(f"{page}/{part}").status_code for part in ("jurors", "organisers")]
    sent = [
        browser.post(f"{page}/jurors", label="Thầy Lâm", address="").status_code,
        browser.post(f"{page}/organisers").status_code,
        browser.post(f"/jurors/{seat.id}/link").status_code,
    ]
    assert (asked, sent) == ([302] * 2, [403] * 3)
    assert [juror.id for juror in db.session.scalars(select(Juror))] == [seat.id]


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
