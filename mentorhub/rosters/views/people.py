"""The list of members of a unit, line by line, and how a line and an account become one."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language
from mentorhub.platform.paging import slice_of
from mentorhub.platform.text import normalised
from mentorhub.rosters import actions, rules
from mentorhub.rosters.forms import ClaimForm, JoinForm
from mentorhub.rosters.models import RosterLine
from mentorhub.rosters.queries import (
    branches_below,
    imports_of,
    length_of_list,
    lines_within,
    suggestions,
)
from mentorhub.rosters.views.blueprint import bp
from mentorhub.rosters.views.files import to_list
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug

LONGEST, SHOWN, PRINTED = 100, 50, 2000


@bp.get("/units/<unit_id>/roster")
@access(rules.KEEP, unit=by_slug)
def roster(unit: Unit) -> Page:
    q = normalised(request.args.get("q", ""))[:LONGEST]
    for_paper = "print" in request.args
    found = slice_of(lines_within(unit, q, after=_after()), size=PRINTED if for_paper else SHOWN)
    return page(
        "rosters/print.html" if for_paper else "rosters/roster.html",
        unit=unit,
        q=q,
        found=found,
        total=length_of_list(unit, q),
        labels=branches_below(unit).labels,
        pairs=len(db.session.execute(suggestions(unit).limit(SHOWN)).all()),
        runs=[run for run in imports_of(unit, limit=3) if run.can_be_undone],
    )


def _after() -> RosterLine | None:
    try:
        return db.session.get(RosterLine, UUID(request.args.get("after", "")))
    except ValueError:
        return None


@bp.route("/units/<unit_id>/roster/accounts", methods=["GET", "POST"])
@access(rules.KEEP, unit=by_slug)
def accounts(unit: Unit) -> Page:
    """Who on the list may have an account already; the officer says who does."""
    form = JoinForm()
    chosen = {"line": form.line.data, "person": form.person.data, "by": current_user}
    if form.sent() and form.attempt(actions.join, unit, **chosen):
        flash(_("“%(name)s” now has an account on the list.", name=form.outcome.name))
        return redirect(url_for("rosters.accounts", unit_id=unit.slug), 303)
    pairs = db.session.execute(suggestions(unit).limit(SHOWN)).all()
    return page("rosters/accounts.html", form=form, unit=unit, pairs=pairs)


@bp.post("/roster-lines/<uuid:line_id>/part")
@access(rules.EDIT_LINE, line=RosterLine)
def part(line: RosterLine) -> Response:
    if Confirmation().sent():
        actions.part(line, by=current_user)
        flash(_("The line and the account stand apart again."))
    return to_list(line.unit)


@bp.route("/roster-lines/<uuid:line_id>/code", methods=["GET", "POST"])
@access(rules.EDIT_LINE, line=RosterLine)
def code(line: RosterLine) -> Page:
    """A slip of paper with which the person signs up."""
    form = Confirmation()
    made = form.sent() and form.attempt(actions.make_code, line, by=current_user)
    template = "rosters/slip.html" if made else "rosters/code.html"
    return page(template, form=form, line=line, code=form.outcome)


@bp.route("/roster-lines/<uuid:line_id>/remove", methods=["GET", "POST"])
@access(rules.EDIT_LINE, line=RosterLine)
def remove(line: RosterLine) -> Page:
    form, unit = Confirmation(), line.unit
    if form.sent() and form.attempt(actions.remove, line, by=current_user):
        flash(_("One line is off the list."))
        return to_list(unit)
    return page("rosters/remove.html", form=form, line=line, unit=unit)


@bp.route("/claim", methods=["GET", "POST"])
@access(rules.CLAIM)
def claim() -> Page:
    form = ClaimForm()
    given = {name: form[name].data for name in ("contact", "password", "birth_year")}
    facts = {"language": language(), "origin": request.remote_addr or ""}
    if form.sent() and form.attempt(actions.claim, form.code.data, **given, **facts):
        flash(_("Your account is ready. Sign in with it."))
        return redirect(url_for("accounts.sign_in"), 303)
    return page("rosters/claim.html", form=form)
