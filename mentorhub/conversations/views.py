"""A conversation, a report of something unsafe, and the desk of the safeguarding officer."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from mentorhub.consents.models import Guardian
from mentorhub.consents.queries import guardian_behind
from mentorhub.consents.rules import ANSWER_AS_GUARDIAN
from mentorhub.conversations import actions, queries, rules
from mentorhub.conversations.forms import DecisionForm, MessageForm, ReportForm
from mentorhub.conversations.models import SafetyReport, Thread
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import units_under
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _, language
from mentorhub.platform.paging import slice_of
from mentorhub.platform.permissions import can

bp = Blueprint("conversations", __name__)
SHOWN = 50


@bp.app_template_global()
def thread_about(kind: str, key: UUID) -> Thread | None:
    return queries.thread_about(kind, key)


@bp.route("/threads/<uuid:thread_id>", methods=["GET", "POST"])
@access(rules.READ_THREAD, thread=Thread)
def show(thread: Thread) -> Page:
    form = MessageForm()
    if form.sent() and form.attempt(actions.write, thread, form.text.data, by=current_user):
        return redirect(url_for("conversations.show", thread_id=thread.id, _anchor="newest"), 303)
    table = queries.table_of(thread)
    messages = [] if thread.is_frozen else queries.messages_of(thread)
    return page("conversations/show.html", form=form, thread=thread, table=table, messages=messages)


@bp.route("/safety/new", methods=["GET", "POST"])
@access(rules.REPORT)
def report() -> Page:
    """From which page one comes is filled in; so is the conversation, for who sits in it.

    What it is about is filled in where the page asked from knows that.
    """
    form = ReportForm(
        page=_page_asked_from(),
        about=request.args.get("about", "")[:200],
        thread=request.args.get("thread", "")[:36],
    )
    facts = {
        "thread": _own_thread(form.thread.data),
        "reporter": current_user,
        "unit": current_user.unit,
    }
    if form.sent() and form.attempt(_report, form, **facts):
        flash(_("Thank you. A safeguarding officer reads it. Nobody else learns that it was you."))
        return redirect(url_for("desk.overview"), 303)
    return page("conversations/report.html", form=form, thread=facts["thread"], back=None)


@bp.route("/guardian/<guardian_id>/report", methods=["GET", "POST"])
@access(ANSWER_AS_GUARDIAN, guardian=guardian_behind)
def report_as_guardian(guardian: Guardian) -> Page:
    back = request.path.removesuffix("/report")
    form = ReportForm(thread=request.args.get("thread", "")[:36])
    theirs = {str(thread.id): thread for thread, _table in queries.threads_of(guardian.child)}
    thread = theirs.get(form.thread.data or "")
    facts: dict[str, Any] = {"thread": thread, "reporter": None, "guardian": guardian}
    if form.sent() and form.attempt(_report, form, **facts, unit=guardian.child.unit):
        flash(_("Thank you. A safeguarding officer reads it. Nobody else learns that it was you."))
        return redirect(back, 303)
    earlier = queries.reports_by(guardian)
    return page("conversations/report.html", form=form, thread=thread, back=back, earlier=earlier)


@bp.get("/guardian/<guardian_id>/conversations")
@access(ANSWER_AS_GUARDIAN, guardian=guardian_behind)
def read_as_guardian(guardian: Guardian) -> Page:
    """What the own child reads and writes with mentors; a paused conversation stays paused."""
    talks = [
        (thread, table, [] if thread.is_frozen else queries.messages_of(thread))
        for thread, table in queries.threads_of(guardian.child)
    ]
    back = request.path.removesuffix("/conversations")
    return page("conversations/guardian.html", talks=talks, back=back, child=guardian.child)


def _report(form: ReportForm, **facts: Any) -> SafetyReport:
    words = {"text": form.text.data, "about": form.about.data or "", "page": form.page.data or ""}
    return actions.report(**words, **facts, language=language())


def _page_asked_from() -> str:
    """The browser names the page whose button was pressed, to our own site only."""
    came_from = urlsplit(request.referrer or "")
    return came_from.path[:300] if came_from.netloc == request.host else ""


def _own_thread(key: str | None) -> Thread | None:
    """Only who sits in a conversation can stop it by a report."""
    try:
        thread = db.session.get(Thread, UUID(key or ""))
    except ValueError:
        return None
    return thread if thread and can(current_user, rules.READ_THREAD, thread) else None


@bp.get("/safety")
@access(rules.LIST_REPORTS)
def reports() -> Page:
    roles = (Role.ADMIN, Role.SAFEGUARDING_OFFICER)
    units = [unit for role in roles for unit in units_under(current_user, role)]
    rows = slice_of(queries.reports_within(units), size=SHOWN)
    mine = [told for told in rows.rows if can(current_user, rules.READ_REPORT, told)]
    return page("conversations/reports.html", reports=mine, has_more=bool(rows.after))


@bp.get("/safety/<uuid:report_id>")
@access(rules.READ_REPORT, report=SafetyReport)
def read_report(report: SafetyReport) -> Page:
    return _desk(report, _decision_on(report))


@bp.post("/safety/<uuid:report_id>/decision")
@access(rules.DECIDE, report=SafetyReport)
def decide(report: SafetyReport) -> Page:
    form = _decision_on(report)
    facts = {"lifts": form.decision.data == "lift", "reason": form.reason.data}
    if form.sent() and form.attempt(actions.decide, report, **facts, by=current_user):
        flash(_("Decided. Whoever reported it is told."))
        return redirect(url_for("conversations.read_report", report_id=report.id), 303)
    return _desk(report, form)


def _decision_on(report: SafetyReport) -> DecisionForm:
    return DecisionForm(about_a_conversation=report.thread is not None)


def _desk(report: SafetyReport, form: DecisionForm) -> Page:
    thread = report.thread
    return page(
        "conversations/read_report.html",
        form=form,
        report=report,
        table=queries.table_of(thread) if thread else None,
        messages=queries.messages_of(thread) if thread else [],
    )


@bp.get("/safety/<uuid:report_id>/answer")
@access(rules.READ_ANSWER, report=SafetyReport)
def answer(report: SafetyReport) -> Page:
    return page("conversations/answer.html", report=report)
