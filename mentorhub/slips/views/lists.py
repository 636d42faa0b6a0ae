"""Ideas from a file, looked at before anything is written; and the file to fill in."""

from flask import flash, make_response, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language, ngettext
from mentorhub.sheets.domain.writing import as_excel
from mentorhub.slips import actions, queries, rules
from mentorhub.slips.forms import AGREED, ApplyForm, ListForm, in_words
from mentorhub.slips.models import Agreed, SlipImport
from mentorhub.slips.views.blueprint import bp
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug

SHOWN = 50
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (6, 26, 10, 20, 20, 14, 12, 36, 26, 44, 44, 44)


@bp.route("/units/<unit_id>/slips/import", methods=["GET", "POST"])
@access(rules.IMPORT, unit=by_slug)
def upload(unit: Unit) -> Page:
    form = ListForm(unit)
    if form.sent() and form.found is not None:
        run = actions.take_in(unit, form.found, form.bytes, by=current_user)
        return redirect(url_for("slips.preview", run_id=run.id), 303)
    runs = queries.imports_of(unit, current_user)
    return page("slips/upload.html", form=form, unit=unit, runs=runs)


@bp.route("/slip-imports/<uuid:run_id>", methods=["GET", "POST"])
@access(rules.SEE_IMPORT, run=SlipImport)
def preview(run: SlipImport) -> Page:
    """What the file would add; sending the form does exactly that."""
    form = ApplyForm()
    facts = {"digest": form.digest.data, "language": language(), "by": current_user}
    if form.sent() and form.attempt(actions.apply, run, **facts):
        added = ngettext("%(num)d draft added.", "%(num)d drafts added.", form.outcome)
        more = _("Read them, then send the complete ones.")
        flash(f"{added} {more}")
        return redirect(url_for("slips.overview"), 303)
    if not run.is_open:
        return redirect(url_for("slips.overview"), 303)
    pile, plan = actions.pile_of(run), actions.plan_of(run)
    wrong = [(one.line, in_words(one)) for one in pile.problems]
    shown = {"run": run, "pile": pile, "plan": plan, "wrong": wrong, "shown": SHOWN}
    return page("slips/preview.html", form=form, unit=run.unit, **shown)


@bp.post("/slip-imports/<uuid:run_id>/give-up")
@access(rules.SEE_IMPORT, run=SlipImport)
def give_up(run: SlipImport) -> Response:
    if Confirmation().sent():
        actions.give_up(run)
        flash(_("The file is forgotten; nothing was changed."))
    return redirect(url_for("slips.overview"), 303)


@bp.post("/slip-imports/<uuid:run_id>/undo")
@access(rules.SEE_IMPORT, run=SlipImport)
def undo_import(run: SlipImport) -> Response:
    unit, form = run.unit, Confirmation()
    if form.sent() and form.attempt(actions.undo_import, run, by=current_user):
        flash(_("The import is undone."))
        if kept := form.outcome:
            stays = ngettext(
                "%(num)d idea was sent or taken over since and stays.",
                "%(num)d ideas were sent or taken over since and stay.",
                kept,
            )
            flash(stays, "warning")
    return redirect(url_for("slips.upload", unit_id=unit.slug), 303)


@bp.get("/slips/template.xlsx")
@access(rules.TYPE)
def template() -> Response:
    """The columns in the reader's language, an example that is not read, and every field."""
    reply = make_response(as_excel(_("Ideas on paper"), _headings(), _rows(), widths=WIDTHS))
    reply.mimetype = EXCEL
    reply.headers["Content-Disposition"] = 'attachment; filename="mentorhub-ideas.xlsx"'
    return reply


def _headings() -> list[str]:
    who = [_("No."), _("Full name"), _("Year of birth"), _("Unit")]
    agreed = [_("How they agreed"), _("Guardian"), _("Date")]
    return [*who, *agreed, _("Idea"), _("Field"), _("Problem"), _("Solution"), _("Benefit")]


def _rows() -> list[tuple[str | int | None, ...]]:
    fields = [sector.label(language()) for sector in taxonomy().sectors.values()]
    first, *others = fields
    example = (
        _("e.g."), "Danh Thị Sa Rây", 2004, "", str(AGREED[Agreed.SIGNED]), "", "31/12/2025",
        _("A float that warns of salt water"), first, _("(30 to 800 characters)"),
        _("(30 to 800 characters)"), _("(30 to 800 characters)"),
    )  # fmt: skip
    return [example, *((_("e.g."), *[""] * 7, one, "", "", "") for one in others)]
