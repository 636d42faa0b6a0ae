"""Reports of something unsafe: who may tell, who reads it, what stops, and who learns nothing."""

import re

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.conversations import actions
from mentorhub.conversations.models import ReportState, SafetyReport
from mentorhub.conversations.notices import who_guards, who_told_it
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Delivery
from mentorhub.organisations.models import Role
from mentorhub.platform.audit import AuditRow, pseudonym_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.platform.settings import ROOT
from tests.conversations.conftest import enter
from tests.factories import make_admin, make_grant, make_officer, make_person, make_unit

TOLD = "Người ấy đòi gặp riêng em ở quán."


def told_by(reporter, work, text=TOLD):
    report = actions.report(
        text=text,
        about="Người Cố Vấn",
        page="",
        thread=work.thread,
        reporter=reporter,
        unit=reporter.unit,
        language="vi",
    )
    db.session.commit()
    return report


def test_a_report_from_the_conversation_stops_it_at_once(browser, work):
    actions.write(work.thread, "Chào cả đội", by=work.mentor)
    db.session.commit()
    form = enter(browser, work.child).get(f"/safety/new?thread={work.thread.id}").text
    assert str(work.thread.id) in form
    sent = browser.post("/safety/new", text=TOLD, about="", page=work.url, thread=work.thread.id)
    assert sent.status_code == 303
    for person in (work.owner, work.child, work.mentor, work.guard):
        page = enter(browser, person).get(work.url).text
        assert "đang tạm dừng" in page
        assert "Chào cả đội" not in page
        refused = browser.post(work.url, text="Còn đây")
        assert refused.status_code == 409
        assert "Chào cả đội" not in refused.text


def test_nobody_stops_a_conversation_they_do_not_sit_in(browser, work):
    enter(browser, make_person())
    sent = browser.post("/safety/new", text=TOLD, about="", page="", thread=work.thread.id)
    assert sent.status_code == 303
    report = db.session.scalars(select(SafetyReport)).one()
    assert report.thread is None
    assert not work.thread.is_frozen


def test_only_safeguarding_officers_over_the_unit_read_it_and_each_look_is_noted(browser, work):
    report = told_by(work.child, work)
    url = f"/safety/{report.id}"
    others = (work.mentor, work.owner, work.child, make_officer(work.team.unit), make_admin())
    elsewhere = make_person("Cán Bộ Xã Khác", age=40)
    make_grant(elsewhere, Role.SAFEGUARDING_OFFICER, make_unit("Xã Khác"))
    db.session.commit()
    for person in (*others, elsewhere):
        assert enter(browser, person).get(url).status_code == 404
        assert browser.post(f"{url}/decision", decision="lift", reason="x").status_code == 404
    page = enter(browser, work.guard).get(url)
    assert page.status_code == 200
    assert TOLD in page.text
    assert work.child.full_name in page.text
    looked = db.session.scalars(select(AuditRow).where(AuditRow.what == "looked")).all()
    reads = [row for row in looked if row.permission == "safety.read"]
    assert [(row.actor, row.on_whom) for row in reads] == [(pseudonym_of(work.guard.id), "")]
    assert str(report.id) in browser.get("/safety").text
    assert str(report.id) not in enter(browser, elsewhere).get("/safety").text


def test_an_administrator_reads_where_no_officer_is_named(browser, work):
    work.guard.offices[0].revoked_at = now()
    admin = make_admin()
    report = told_by(work.owner, work)
    assert enter(browser, admin).get(f"/safety/{report.id}").status_code == 200


def test_no_row_and_no_mail_tells_who_reported(app, work):
    work.guard.details.email_verified_at = work.mentor.details.email_verified_at = now()
    told_by(work.child, work)
    rows = db.session.scalars(select(Activity)).all()
    about = [row for row in rows if row.verb in ("safety.reported", "thread.frozen")]
    assert len(about) == 2
    for row in about:
        assert row.actor_id is None
        tell(row, app.extensions["notices"])
    mails = db.session.scalars(select(Delivery)).all()
    assert {m.recipient_id for m in mails} == {work.guard.id, work.mentor.id}
    for mail in mails:
        for word in ("quán", "Sao Mai", "Trần", str(work.child.id)):
            assert word not in mail.subject + mail.text + mail.html


def test_the_officer_decides_with_a_reason_and_the_reporter_is_told(browser, work):
    report = told_by(work.child, work)
    enter(browser, work.guard)
    refused = browser.post(f"/safety/{report.id}/decision", decision="lift", reason="")
    assert refused.status_code == 422
    assert work.thread.is_frozen
    done = browser.post(f"/safety/{report.id}/decision", decision="lift", reason="Đã nói chuyện")
    assert done.status_code == 303
    assert enter(browser, work.mentor).get(work.url).status_code == 200
    assert not work.thread.is_frozen
    activity = db.session.scalars(select(Activity).where(Activity.verb == "safety.decided")).one()
    assert list(who_told_it(activity)) == [work.child]
    assert "Đã nói chuyện" in enter(browser, work.child).get(f"/safety/{report.id}/answer").text
    assert enter(browser, work.mentor).get(f"/safety/{report.id}/answer").status_code == 404


def test_kept_closed_stays_closed_whatever_another_report_brings(work):
    first, second = told_by(work.child, work), told_by(work.owner, work)
    actions.decide(first, lifts=False, reason="Không phù hợp", by=work.guard)
    actions.decide(second, lifts=True, reason="Không có gì", by=work.guard)
    assert (first.state, second.state) == (ReportState.KEPT_CLOSED, ReportState.LIFTED)
    assert work.thread.is_frozen
    with pytest.raises(Refused):
        actions.decide(first, lifts=True, reason="Đổi ý", by=work.guard)


def test_an_officer_does_not_hear_of_the_own_report(work):
    told_by(work.guard, work)
    activity = db.session.scalars(select(Activity).where(Activity.verb == "safety.reported")).one()
    assert list(who_guards(activity)) == []


def test_many_reports_are_slowed_down_and_111_is_named(work):
    for _turn in range(10):
        told_by(work.child, work)
    with pytest.raises(TooOften, match="111"):
        told_by(work.child, work)


def test_the_button_stands_on_every_page_of_somebody_signed_in(browser, app, work):
    button = re.compile(r'href="/safety/new[^"]*"')
    opened = 0
    for person in (work.child, work.mentor, work.guard):
        enter(browser, person)
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or rule.arguments:
                continue
            reply = browser.get(rule.rule)
            if reply.status_code == 200 and reply.mimetype == "text/html":
                opened += 1
                assert button.search(reply.text), rule.rule
        assert button.search(browser.get("/nowhere").text)
    assert opened > 60
    assert not button.search(browser.sign_out().get("/ideas").text)


NOBODY_SIGNED_IN = {"layouts/email.html", "judging/away.html"}
"""A letter, and what is shown without a network."""


def test_the_button_stands_in_every_layout(app):
    pages = (ROOT / "templates").rglob("*.html")
    whole = {page for page in pages if "<!doctype html>" in page.read_text("utf-8").lower()}
    assert len(whole) > 3
    without = {
        page.relative_to(ROOT / "templates").as_posix()
        for page in whole
        if '{% include "layouts/_safety.html" %}' not in page.read_text("utf-8")
    }
    assert without == NOBODY_SIGNED_IN


def test_the_button_stands_beside_a_sheet_of_paper_and_not_on_it(browser, work):
    page = enter(browser, work.guard).get("/slips/blank").text
    assert re.search(r'<aside class="[^"]*no-print[^"]*"[^>]*><a [^>]*href="/safety/new"', page)
