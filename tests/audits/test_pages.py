"""Who reads which part of the log, which names stand in it, and that nobody writes in it."""

import pytest

from mentorhub.audits import rules
from mentorhub.audits.notices import KINDS, kind_in_words
from mentorhub.commands.permissions import routes_by_permission
from mentorhub.contests.models import Organiser
from mentorhub.platform.audit import forget
from mentorhub.platform.db import db
from mentorhub.platform.i18n import LANGUAGES, in_language
from mentorhub.platform.permissions import can
from tests.audits.conftest import enter, rows
from tests.factories import (
    make_admin,
    make_contest,
    make_entry,
    make_minor,
    make_officer,
    make_person,
    make_team,
    make_unit,
)


@pytest.fixture
def child(browser):
    """A child whose guardian an officer of the unit has looked up; a stranger was refused."""
    child = make_minor("Trần Thị Sao Mai", unit=make_unit("Xã Nhà"))
    enter(browser, make_officer(child.unit, name="Lê Cán Bộ")).speak("en")
    browser.get(f"/members/{child.id}/guardian")
    enter(browser, make_person("Kẻ Tò Mò", unit=make_unit("Xã Khác")))
    browser.get(f"/members/{child.id}/guardian")
    return child


def test_an_officer_reads_what_happened_in_the_own_unit(browser, child):
    page = enter(browser, make_officer(child.unit, name="Phó Cán Bộ")).get("/audit").text
    assert "Lê Cán Bộ, a unit officer (Xã Nhà) looked at the guardian’s name" in page
    assert "of Trần Thị Sao Mai" in page
    assert "A member was refused: the guardian’s name" in page
    assert "Kẻ Tò Mò" not in page  # somebody of another unit has no name here


def test_an_officer_of_another_unit_reads_none_of_it(browser, child):
    enter(browser, make_officer(make_unit("Xã Xa"), name="Cán Bộ Xa"))
    page = browser.get("/audit").text
    assert "Sao Mai" not in page
    assert "guardian’s contact and consent of" not in page
    assert browser.get(f"/audit?person={child.id}").status_code == 404
    assert "Sao Mai" not in browser.get("/audit/export/csv").text


def test_a_member_and_a_stranger_find_no_log(browser, child):
    assert enter(browser, child).get("/audit").status_code == 404
    assert browser.get("/audit/export/csv").status_code == 404
    browser.sign_out()
    assert browser.get("/audit").status_code == 302


def test_an_administrator_reads_all_with_names(browser, child):
    page = enter(browser, make_admin()).get("/audit").text
    assert "Kẻ Tò Mò" in page
    assert "Lê Cán Bộ" in page


def test_who_was_erased_has_no_name_in_it_any_more(browser, child):
    forget(child.id)
    page = enter(browser, make_admin()).get("/audit").text
    assert "Sao Mai" not in page
    assert "the guardian’s name and consent of somebody" in page


def test_organisers_read_their_contest_and_neither_a_competitor_nor_another_does(browser):
    contest, other = make_contest(), make_contest()
    organiser, rival = contest.organisers[0].person, make_person("Tổ Chức Có Dự")
    contest.organisers.append(Organiser(person=rival))
    entry = make_entry(make_team(make_person(), rival), contest)
    enter(browser, organiser).speak("en").get(f"/entries/{entry.id}")
    url = f"/contests/{contest.id}/audit"
    page = browser.get(url)
    assert "looked at an entry before the results" in page.text
    for person in (rival, other.organisers[0].person, make_officer(contest.unit)):
        assert enter(browser, person).get(url).status_code == 404
        assert browser.get(f"{url}/export/xlsx").status_code == 404
    assert enter(browser, make_officer(contest.unit)).get("/audit").status_code == 200
    assert "an entry before the results</" not in browser.get("/audit").text.split("<ul")[-1]


def test_filters_leave_what_was_asked_for(browser, child):
    enter(browser, make_officer(child.unit))
    for asked, stays, goes in (
        ("outcome=refused", "was refused:", " looked at the guardian"),
        ("outcome=allowed", " looked at the guardian", "was refused:"),
        ("kind=roster.read", "No line of the log is like that", "was refused:"),
        (f"person={child.id}", " looked at the guardian", "Nothing here"),
        ("until=2020-01-01", "No line of the log is like that", "was refused:"),
        ("since=2020-01-01", "was refused:", "Nothing here"),
    ):
        page = browser.get(f"/audit?{asked}").text
        assert stays in page, asked
        assert goes not in page, asked


@pytest.mark.parametrize(
    "given", ["since=gestern", "since=0001-01-01", "until=9999-12-31", "since=2026-02-30"]
)
def test_what_is_no_date_is_told(browser, child, given):
    reply = enter(browser, make_officer(child.unit)).get(f"/audit?{given}")
    assert (reply.status_code, "That is no date" in reply.text) == (422, True)


def test_the_file_holds_what_the_list_holds(browser, child):
    enter(browser, make_officer(child.unit, name="Phó Cán Bộ"))
    file = browser.get("/audit/export/csv?outcome=refused")
    text = file.data.decode("utf-8-sig")
    assert file.headers["Cache-Control"] == "no-store"
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "A member was refused" in text
    assert "looked at" not in text
    assert browser.get("/audit/export/xlsx").data[:2] == b"PK"


def test_reading_the_log_is_written_in_the_log(browser, child):
    enter(browser, make_officer(child.unit)).get("/audit")
    assert [row.what for row in rows("audit.read")] == ["looked"]


def test_everybody_sees_who_looked_at_what_is_theirs_by_office(browser, child):
    page = enter(browser, child).get("/me/looks").text
    assert "A unit officer (Xã Nhà) looked at the guardian’s name and consent" in page
    assert "Lê Cán Bộ" not in page
    assert "refused" not in page
    assert "/me/looks" in browser.get("/me").text
    assert "Nobody looked" in enter(browser, make_person()).get("/me/looks").text


def test_who_was_only_asked_for_a_code_has_looked_at_nothing(browser):
    """The way to a page is no look at it, neither in the log nor to whom it is about."""
    member = make_person("Trần Ngọc Lan", unit=make_unit("Xã Nhà"))
    browser.sign_in(make_officer(member.unit), second_step=False).speak("en")
    db.session.commit()
    assert browser.get(f"/members/{member.id}/contact").status_code == 302
    page = browser.get("/audit").text
    assert "had to confirm with a one-time code before: phone number and e-mail" in page
    assert "looked at phone number" not in page
    assert "Nobody looked" in enter(browser, member).get("/me/looks").text


def test_why_contacts_were_taken_out_stands_with_it(browser):
    unit = make_unit("Xã Nhà")
    officer = enter(browser, make_officer(unit)).speak("en")
    answers = {"kind": "csv", "contacts": "y", "reason": "Mời họp chi đoàn"}
    assert officer.submit(f"/units/{unit.slug}/roster/export", **answers).status_code == 200
    for reader in (make_officer(unit, name="Phó Cán Bộ"), make_admin()):
        assert "Reason: Mời họp chi đoàn" in enter(browser, reader).get("/audit").text
        assert "Mời họp chi đoàn" in browser.get("/audit/export/csv").data.decode("utf-8-sig")
    elsewhere = enter(browser, make_officer(make_unit("Xã Xa")))
    assert "Mời họp" not in elsewhere.get("/audit").text


def test_a_long_list_goes_on_by_key(browser, child, monkeypatch):
    monkeypatch.setattr("mentorhub.audits.views.SHOWN", 1)
    enter(browser, make_admin())
    first = browser.get("/audit?kind=guardian.check_paper").text
    assert "was refused" in first
    assert "looked at the guardian" not in first
    after = first.split("after=")[1].split('"')[0]
    assert (
        "looked at the guardian"
        in browser.get(f"/audit?kind=guardian.check_paper&after={after}").text
    )


def test_nobody_writes_in_the_log_or_takes_anything_out(app):
    assert routes_by_permission(app).get(rules.WRITE, []) == []
    assert all(route.startswith("GET ") for route in routes_by_permission(app)[rules.READ])
    assert not can(make_admin(), rules.WRITE)
    db.session.rollback()


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_no_two_kinds_of_decisions_are_called_the_same(app, tongue):
    with in_language(tongue):
        words = [kind_in_words(one) for one in KINDS]
    assert len(set(words)) == len(words)


def test_what_was_changed_of_a_contest_is_said_part_by_part(browser):
    contest = make_contest(opened_days_ago=-2)
    organiser = contest.organisers[0].person
    enter(browser, organiser).speak("en")
    answers = {"version": contest.version, "reason": "Vì thế", "grace_minutes": "5"}
    address = f"/contests/{contest.id}/lateness"
    assert browser.post(address, **answers, late="refuse").status_code == 302
    page = browser.get(f"/contests/{contest.id}/audit").text
    assert "the set-up of the contest (After the deadline)" in page
