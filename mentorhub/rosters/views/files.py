"""Lists from files, looked at before anything is written; and lists as files."""

from collections.abc import Callable, Sequence

from flask import flash, make_response, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import today
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, ngettext
from mentorhub.rosters import actions, rules
from mentorhub.rosters.forms import ApplyForm, UploadForm, in_words
from mentorhub.rosters.models import RosterImport, RosterLine
from mentorhub.rosters.queries import branches_below, imports_of
from mentorhub.rosters.views.blueprint import bp
from mentorhub.sheets.domain.writing import Row, as_csv, as_excel
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug

SHOWN = 50
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def to_list(unit: Unit) -> Response:
    return redirect(url_for("rosters.roster", unit_id=unit.slug), 303)


@bp.route("/units/<unit_id>/roster/import", methods=["GET", "POST"])
@access(rules.IMPORT, unit=by_slug)
def upload(unit: Unit) -> Page:
    form = UploadForm()
    if form.sent() and form.found is not None:
        run = actions.take_in(unit, form.found, form.bytes, by=current_user)
        return redirect(url_for("rosters.preview", run_id=run.id), 303)
    return page("rosters/upload.html", form=form, unit=unit, runs=imports_of(unit))


@bp.route("/roster-imports/<uuid:run_id>", methods=["GET", "POST"])
@access(rules.SEE_IMPORT, run=RosterImport)
def preview(run: RosterImport) -> Page:
    """What the file would change; sending the form does exactly that."""
    form = ApplyForm()
    answers = {"digest": form.digest.data, "by": current_user}
    if form.sent() and form.attempt(actions.apply, run, **answers):
        plan = form.outcome
        added = ngettext("%(num)d person added", "%(num)d people added", len(plan.added))
        changed = ngettext("%(num)d changed", "%(num)d changed", len(plan.changed))
        flash(_("%(added)s, %(changed)s. The rest is as it was.", added=added, changed=changed))
        return to_list(run.unit)
    if not run.is_open:
        return to_list(run.unit)
    roster, plan = actions.roster_of(run), actions.plan_of(run)
    form.digest.data = form.digest.raw_data = plan.digest
    wrong = [(one.line, in_words(one)) for one in roster.problems]
    facts = {"run": run, "roster": roster, "plan": plan, "wrong": wrong, "shown": SHOWN}
    return page("rosters/preview.html", form=form, unit=run.unit, **facts)


@bp.post("/roster-imports/<uuid:run_id>/give-up")
@access(rules.SEE_IMPORT, run=RosterImport)
def give_up(run: RosterImport) -> Response:
    unit = run.unit
    if Confirmation().sent():
        actions.give_up(run)
        flash(_("The file is forgotten; nothing was changed."))
    return to_list(unit)


@bp.route("/roster-imports/<uuid:run_id>/undo", methods=["GET", "POST"])
@access(rules.UNDO_IMPORT, run=RosterImport)
def undo(run: RosterImport) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.undo, run, by=current_user):
        flash(_("The import is undone."))
        if kept := form.outcome:
            stays = ngettext(
                "%(num)d line was changed since and stays.",
                "%(num)d lines were changed since and stay.",
                kept,
            )
            flash(stays, "warning")
        return to_list(run.unit)
    return page("rosters/undo.html", form=form, run=run, unit=run.unit)


def as_file(
    unit: Unit,
    lines: Sequence[RosterLine],
    kind: str,
    *,
    shows_contact: Callable[[RosterLine], bool] | None,
) -> Response:
    """The list as .csv or .xlsx; with contacts of those lines only that `shows_contact` lets."""
    headings, rows = _headings(shows_contact is not None), _rows(unit, lines, shows_contact)
    title = _("Members of %(unit)s", unit=unit.name)
    data = as_csv(headings, rows) if kind == "csv" else as_excel(title, headings, rows)
    reply = make_response(data)
    reply.mimetype = TYPES[kind]
    name = f"{unit.slug}-{today():%Y-%m-%d}.{kind}"
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply


def _headings(contacts: bool) -> list[str]:
    told = [_("No."), _("Full name"), _("Year of birth"), _("Branch"), _("Position")]
    return [*told, *([_("Phone"), _("E-mail")] if contacts else [])]


def _rows(
    unit: Unit, lines: Sequence[RosterLine], shows_contact: Callable[[RosterLine], bool] | None
) -> list[Row]:
    labels, rows = branches_below(unit).labels, []
    for number, line in enumerate(lines, start=1):
        label = labels.get(line.unit_id, "")
        row: Row = (number, line.name, line.birth_year, label, line.position)
        if shows_contact is not None:
            row = (*row, *((line.phone, line.email) if shows_contact(line) else ("", "")))
        rows.append(row)
    return rows
