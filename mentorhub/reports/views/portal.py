"""The list for the national idea portal: which ideas are not there yet, and all of them as a file.

The file is in Vietnamese whoever asks for it: the portal is.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts.models import Person
from mentorhub.ideas import actions as ideas_actions
from mentorhub.ideas.models import Idea
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import today
from mentorhub.platform.errors import Stale
from mentorhub.platform.i18n import _, _l, in_language, ngettext
from mentorhub.platform.paging import slice_of
from mentorhub.platform.permissions import can
from mentorhub.reports import actions, queries, rules
from mentorhub.reports.domain.portal import WIDTHS, Author, Row, Wanted, summary
from mentorhub.reports.forms import ChosenForm, ChosenPostingForm
from mentorhub.reports.views.blueprint import bp
from mentorhub.rosters.forms import ExportForm
from mentorhub.rosters.views.files import TYPES
from mentorhub.sheets.domain.writing import Sheet, as_csv, as_workbook
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug

_NOT_THERE = _l("Some of these are not on the list any more. Look at it again and choose anew.")


@bp.get("/units/<unit_id>/portal")
@access(rules.PORTAL, unit=by_slug)
def portal(unit: Unit) -> Page:
    return _list(unit, ChosenPostingForm(formdata=None, posted_on=today()))


@bp.post("/units/<unit_id>/portal/posted")
@access(rules.PORTAL, unit=by_slug)
def note_chosen(unit: Unit) -> Page:
    form = ChosenPostingForm()
    if not form.sent() or not form.attempt(_note, unit, form):
        return _list(unit, form)
    told = ngettext(
        "%(num)s idea is noted as posted. If it was a slip, take it back here.",
        "%(num)s ideas are noted as posted. If it was a slip, take it back here.",
        form.outcome,
    )
    flash(told)
    return redirect(url_for("reports.portal", unit_id=unit.slug, state="posted"), 303)


@bp.post("/units/<unit_id>/portal/taken-back")
@access(rules.PORTAL, unit=by_slug)
def take_chosen_back(unit: Unit) -> Page:
    form = ChosenForm()
    if not form.sent() or not form.attempt(_take_back, unit, form):
        return _list(unit, form, otherwise="posted")
    flash(_("Taken back: these ideas are on the list of those to post again."))
    return redirect(url_for("reports.portal", unit_id=unit.slug), 303)


@bp.route("/units/<unit_id>/portal/export", methods=["GET", "POST"])
@access(rules.EXPORT, second_step=True, unit=by_slug)
def export_for_portal(unit: Unit) -> Page:
    form, (wanted, wrong) = ExportForm(), _wanted()
    if wrong or not form.sent():
        number = queries.number_for_portal(unit, wanted)
        facts = {"wanted": wanted, "number": number, "most": queries.EXPORTED}
        return page("reports/export.html", form=form, unit=unit, **facts)
    ideas, contacts = queries.with_authors(unit, wanted), bool(form.contacts.data)
    if contacts:
        told = {"reason": form.reason.data, "ideas": len(ideas)}
        actions.contacts_given_out(unit, **told, by=current_user)
    return _as_file(unit, ideas, str(form.kind.data), contacts=contacts)


def _list(unit: Unit, form: Any, *, otherwise: str = "open") -> Page:
    wanted, wrong = _wanted(otherwise)
    answer = page(
        "reports/portal.html",
        form=form,
        unit=unit,
        wanted=wanted,
        wrong=wrong,
        total=queries.number_for_portal(unit, wanted),
        found=slice_of(queries.for_portal(unit, wanted, after=_after()), size=queries.AT_ONCE),
        all_chosen=request.args.get("all") == "1",
    )
    return (str(answer), 422) if wrong else answer


def _wanted(otherwise: str = "open") -> tuple[Wanted, bool]:
    """What was asked for, and whether something asked for is no day."""
    try:
        return Wanted.read({"state": otherwise, **request.args.to_dict()}), False
    except ValueError:
        return Wanted(), True


def _after() -> UUID | None:
    try:
        return UUID(request.args.get("after", ""))
    except ValueError:
        return None


def _chosen(unit: Unit, form: ChosenForm) -> Sequence[Idea]:
    """Those ticked that are still on the list of this unit, each asked for by itself."""
    wanted = set(form.ideas.data)
    found = queries.chosen_for_portal(unit, wanted)
    able = [idea for idea in found if can(current_user, rules.NOTE_POSTING, idea)]
    if len(able) < len(wanted):
        raise Stale(_NOT_THERE)
    return able


def _note(unit: Unit, form: ChosenPostingForm) -> int:
    return ideas_actions.note_posted(_chosen(unit, form), **form.told, by=current_user)


def _take_back(unit: Unit, form: ChosenForm) -> int:
    return ideas_actions.take_posting_back(_chosen(unit, form), by=current_user)


def _as_file(unit: Unit, ideas: Sequence[Idea], kind: str, *, contacts: bool) -> Response:
    with in_language("vi"):
        rows = [_row(idea, contacts).cells for idea in ideas]
        headings = _headings()
        title = _("Ideas of %(unit)s for the national portal", unit=unit.names.in_language("vi"))
    sheet = Sheet(title, headings, rows, widths=WIDTHS)
    reply = make_response(as_csv(headings, rows) if kind == "csv" else as_workbook([sheet]))
    reply.mimetype = TYPES[kind]
    name = f"{unit.slug}-portal-{today():%Y-%m-%d}.{kind}"
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply


def _headings() -> list[str]:
    return [
        _("Author"), _("E-mail"), _("Phone"), _("Unit"), _("Field"), _("Name of the idea"),
        _("Summary"),
    ]  # fmt: skip


def _row(idea: Idea, contacts: bool) -> Row:
    known = taxonomy().sectors
    parts = {
        _("Problem"): idea.problem,
        _("Solution"): idea.solution,
        _("Benefit"): idea.benefit,
    }
    return Row(
        author=_author(idea.author, contacts),
        unit=idea.unit.names.in_language("vi"),
        field=known[idea.sector if idea.sector in known else "khac"].label("vi"),
        title=idea.title_in("vi"),
        summary=summary(parts),
    )


def _author(person: Person, contacts: bool) -> Author:
    """A name only of who agreed that it be published; a contact never of somebody under 18."""
    name, details = person.public_name, person.details
    if not (name and contacts and details) or person.is_minor:
        return Author(name)
    return Author(
        name,
        (details.email or "") if details.email_verified_at else "",
        (details.phone or "") if details.phone_verified_at else "",
    )
