"""What the log hears of: every sensitive decision, once, with what became of it."""

from datetime import timedelta

from sqlalchemy import select

from mentorhub.organisations.models import Role
from mentorhub.platform.audit import (
    AuditWords,
    PseudonymKey,
    composed,
    forget,
    people_behind,
    pseudonym_of,
)
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.sealing import COLUMNS
from tests.audits.conftest import enter, rows
from tests.audits.typed import make_report
from tests.factories import (
    make_admin,
    make_contest,
    make_entry,
    make_grant,
    make_officer,
    make_person,
    make_team,
)


def test_a_look_is_written_with_who_on_whom_where_and_by_which_office(browser, child, officer):
    reply = enter(browser, officer).get(f"/members/{child.id}/guardian")
    assert reply.status_code == 200
    row = rows("guardian.check_paper")[0]
    assert (row.what, row.allowed) == ("looked", True)
    assert people_behind({row.actor, row.on_whom}) == {
        row.actor: officer.id,
        row.on_whom: child.id,
    }
    assert (row.unit_id, row.office, row.office_unit_id) == (
        child.unit_id,
        "unit_officer",
        officer.unit_id,
    )
    assert (row.subject_type, row.subject_id) == ("Person", None)
    assert row.request == reply.headers["X-Request-ID"]


def test_no_row_holds_the_key_of_a_person(browser, child, officer):
    enter(browser, officer).get(f"/members/{child.id}/guardian")
    enter(browser, make_person()).get(f"/members/{child.id}/guardian")
    for row in rows():
        stored = {getattr(row, name) for name in COLUMNS if name != "facts"}
        assert not stored & {officer.id, child.id}


def test_the_same_look_within_an_hour_is_one_row_and_another_one_later(browser, child, officer):
    enter(browser, officer)
    for _ in range(3):
        browser.get(f"/members/{child.id}/guardian")
    assert len(rows("guardian.check_paper")) == 1
    other = make_officer(child.unit)
    enter(browser, other).get(f"/members/{child.id}/guardian")
    assert len(rows("guardian.check_paper")) == 2
    enter(browser, officer)
    with as_of(now().replace(microsecond=0) + timedelta(minutes=61)):
        browser.get(f"/members/{child.id}/guardian")
    assert len(rows("guardian.check_paper")) == 3


def test_a_refusal_is_a_row_each_time(browser, child):
    stranger = make_person()
    enter(browser, stranger)
    for _ in range(2):
        assert browser.get(f"/members/{child.id}/guardian").status_code == 404
    assert [(r.what, r.allowed, people_behind({r.actor})[r.actor]) for r in rows()] == [
        ("refused", False, stranger.id)
    ] * 2


def test_what_an_action_refuses_is_a_refusal_and_changes_nothing(browser, officer, unit_line):
    unit_line.person_id = officer.id  # has an account: nobody makes a code for it
    enter(browser, officer)
    reply = browser.post(f"/roster-lines/{unit_line.id}/code")
    assert reply.status_code == 409
    row = rows("roster.line.edit")[-1]
    assert (row.what, row.allowed, row.facts) == ("refused", False, {"status": 409})


def test_an_act_and_its_row_are_committed_together(browser, officer, child, monkeypatch):
    """Nothing is written after the commit of the act: the process may die there."""
    enter(browser, officer)
    browser.get(f"/members/{child.id}/reset-code")
    before, commit, seen = len(rows()), db.session.commit, []
    monkeypatch.setattr(db.session, "commit", lambda: (commit(), seen.append(len(rows()))))
    assert browser.post(f"/members/{child.id}/reset-code").status_code == 200
    assert seen[0] == before + 1
    row = rows("account.reset_code.make")[-1]
    assert (row.what, row.allowed, row.on_whom) == ("acted", True, pseudonym_of(child.id))


def test_an_act_that_breaks_leaves_no_row_that_says_it_was_done(
    browser, officer, child, monkeypatch
):
    def broken(*args, **facts):
        raise RuntimeError

    monkeypatch.setattr("mentorhub.organisations.views.people.make_reset_code", broken)
    enter(browser, officer)
    assert browser.post(f"/members/{child.id}/reset-code").status_code == 500
    assert [row.what for row in rows("account.reset_code.make")] == []


def test_nobody_reads_what_the_log_could_not_be_told_of(browser, officer, child, monkeypatch):
    def broken(row):
        raise RuntimeError

    enter(browser, officer)
    monkeypatch.setattr("mentorhub.platform.audit.write", broken)
    reply = browser.get(f"/members/{child.id}/guardian")
    assert reply.status_code == 500
    assert "Trần" not in reply.text


def test_a_team_reading_its_own_entry_is_no_row_and_an_organiser_is(browser):
    contest = make_contest()
    owner = make_person()
    entry = make_entry(make_team(owner), contest)
    assert enter(browser, owner).get(f"/entries/{entry.id}").status_code == 200
    assert rows("entry.glance") == []
    organiser = contest.organisers[0].person
    assert enter(browser, organiser).get(f"/entries/{entry.id}").status_code == 200
    row = rows("entry.glance")[0]
    assert (row.office, row.contest_id, row.subject_id) == (
        "contest_organiser",
        contest.id,
        entry.id,
    )


def test_a_report_of_something_unsafe_never_says_who_told_it(browser, child):
    guard = make_person("Cán Bộ An Toàn", age=40, unit=child.unit)
    make_grant(guard, Role.SAFEGUARDING_OFFICER, child.unit)
    report = make_report(child)
    assert enter(browser, guard).get(f"/safety/{report.id}").status_code == 200
    row = rows("safety.read")[0]
    assert (row.on_whom, row.unit_id) == ("", child.unit_id)


def test_erasure_cuts_the_tie_and_leaves_the_rows(browser, child, officer):
    enter(browser, officer).get(f"/members/{child.id}/guardian")
    row = rows("guardian.check_paper")[0]
    name = row.on_whom
    db.session.add(AuditWords(row_id=row.id, text="Nhà bé gọi"))
    db.session.flush()
    forget(child.id)
    assert people_behind({name}) == {}
    assert pseudonym_of(child.id) is None
    assert db.session.scalars(select(AuditWords)).all() == []
    assert rows("guardian.check_paper")[0].on_whom == name


def test_who_was_erased_gets_no_new_name_in_the_log(browser, child, officer):
    child.closed_at = now()
    db.session.flush()
    with browser.app.test_request_context():
        noted = composed("looked", permission="x", subject=child, by=officer)
    assert noted.whom_id is None


def test_one_person_is_one_key_and_two_persons_are_two(browser, child, officer):
    other = make_officer(child.unit)
    for person in (officer, other):
        enter(browser, person).get(f"/members/{child.id}/guardian")
    keys = db.session.scalars(select(PseudonymKey)).all()
    assert {key.person_id for key in keys} == {child.id, officer.id, other.id}
    assert len({key.key for key in keys}) == len({key.pseudonym for key in keys}) == 3


def test_somebody_not_signed_in_who_is_shown_the_way_is_no_decision(browser, child):
    assert browser.get(f"/members/{child.id}/guardian").status_code == 302
    assert rows() == []


def test_an_administrator_is_no_exception(browser, child):
    enter(browser, make_admin()).get(f"/members/{child.id}/guardian")
    assert [row.office for row in rows("guardian.check_paper")] == ["admin"]
