"""One slip typed for somebody: the form, its page, sending it, taking it back."""

from contextlib import suppress
from datetime import date
from typing import Any

from flask import flash, jsonify, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas.actions import parts_of
from mentorhub.ideas.domain.workflow import missing
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import units_under
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.devices import this_device
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language
from mentorhub.platform.serving import picture
from mentorhub.slips import actions, queries, rules
from mentorhub.slips.forms import SlipForm, as_typed
from mentorhub.slips.models import Slip
from mentorhub.slips.views.blueprint import bp
from mentorhub.units.models import Unit


@bp.get("/slips")
@access(rules.TYPE)
def overview() -> Page:
    """What one has typed, and every way to type more."""
    slips = queries.last_typed_by(current_user, limit=50)
    home = next(iter(units_open_to_me()), None)
    return page("slips/overview.html", slips=slips, wanting=wanting_of(slips), home=home)


@bp.route("/slips/new", methods=["GET", "POST"])
@access(rules.TYPE)
def write() -> Page:
    form = new_form()
    if form.sent() and form.attempt(typed_from, form):
        flash(_("Kept as a draft. Read it once more, then send it."))
        return redirect(url_for("slips.show", slip_id=form.outcome.id), 303)
    return page("slips/write.html", form=form, slip=None, theirs=both_texts(form))


@bp.get("/slips/<uuid:slip_id>")
@access(rules.READ, slip=Slip)
def show(slip: Slip) -> Page:
    return _show(slip)


@bp.route("/slips/<uuid:slip_id>/edit", methods=["GET", "POST"])
@access(rules.EDIT, slip=Slip)
def edit(slip: Slip) -> Page:
    form = _form_of(slip)
    if form.sent() and form.attempt(_change, slip, form):
        return redirect(url_for("slips.show", slip_id=slip.id), 303)
    return page("slips/write.html", form=form, slip=slip, theirs=both_texts(form))


@bp.post("/slips/<uuid:slip_id>/edit/words")
@access(rules.EDIT, slip=Slip)
def edit_quietly(slip: Slip) -> Page:
    """The same save for the script of the page, which then knows what to keep no longer."""
    form = _form_of(slip)
    if not form.sent() or not form.attempt(_change, slip, form):
        return not_saved()
    return jsonify(here=url_for("slips.show", slip_id=slip.id))


@bp.post("/slips/<uuid:slip_id>/sending")
@access(rules.EDIT, slip=Slip)
def send(slip: Slip) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.send, slip, by=current_user, device=this_device()):
        flash(_("The idea is with the unit now."))
        return redirect(url_for("slips.show", slip_id=slip.id), 303)
    return _show(slip, form)


@bp.route("/slips/<uuid:slip_id>/remove", methods=["GET", "POST"])
@access(rules.REMOVE, slip=Slip)
def remove(slip: Slip) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.remove, slip, by=current_user):
        flash(_("The draft is gone.") if form.outcome else _("The name is gone, the idea stays."))
        return redirect(url_for("slips.overview"), 303)
    return page("slips/remove.html", form=form, slip=slip)


@bp.get("/slips/<uuid:slip_id>/photo")
@access(rules.PHOTO, slip=Slip)
def photo(slip: Slip) -> Response:
    reply = picture(slip.photo)
    reply.headers["Cache-Control"] = "no-store"
    return reply


def units_open_to_me(*more: Unit) -> list[Unit]:
    held = units_under(current_user, Role.UNIT_OFFICER)
    found = queries.units_to_type_for(held, current_user.unit)
    return [*(unit for unit in more if unit not in found), *found]


def new_form() -> SlipForm:
    """Unit, field and day as the address says: they stay from slip to slip, consent does not."""
    units = units_open_to_me()
    staying: dict[str, Any] = {"sector": request.args.get("sector", "")}
    with suppress(ValueError):
        staying["written_on"] = date.fromisoformat(request.args.get("written_on", ""))
    asked = request.args.get("unit", "")
    chosen = next((one for one in units if asked in (str(one.id), one.slug)), None)
    if chosen is not None:
        staying["unit"] = str(chosen.id)
    return SlipForm(units, data=staying)


def typed_from(form: SlipForm) -> Slip:
    return actions.type_slip(
        form.place,
        form.author,
        form.texts,
        key=form.page_key,
        language=language(),
        by=current_user,
        photo=form.photographed,
        seen=form.seen.data,
    )


def both_texts(form: SlipForm) -> list[tuple[str, str]]:
    """What another page saved of the same slip, where it did."""
    if form.overtaken is None:
        return []
    facts = form.overtaken.facts
    return form.both(_form_of(facts["slip"], formdata=None), facts["merge"])


def not_saved() -> Response:
    """The script of the page sends it once more as a page, which says what is the matter."""
    reply = jsonify(status=422)
    reply.status_code = 422
    return reply


def wanting_of(slips: Any) -> dict[Any, list[str]]:
    """Of each slip that is still being written, the parts that are missing or too short."""
    return {
        slip.id: list(missing(parts_of(slip.idea))) for slip in slips if slip.idea.is_being_written
    }


def _form_of(slip: Slip, **given: Any) -> SlipForm:
    shown = actions.parts_of(slip)
    form = SlipForm(units_open_to_me(slip.unit), shown=shown, data=as_typed(slip), **given)
    del form.unit  # it was typed there
    return form


def _change(slip: Slip, form: SlipForm) -> None:
    photo, seen = form.photographed, form.seen.data
    actions.change(slip, form.author, form.texts, by=current_user, photo=photo, seen=seen)


def _show(slip: Slip, form: Confirmation | None = None) -> Page:
    return page("slips/show.html", form=form, slip=slip, wanting=wanting_of([slip]).get(slip.id))
