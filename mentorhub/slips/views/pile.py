"""Many slips one after another, and what is done with all of them at the end."""

from typing import Any
from uuid import uuid4

from flask import flash, jsonify, redirect, render_template, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas.queries import alike
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.devices import this_device
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, ngettext
from mentorhub.platform.merging import fingerprints
from mentorhub.slips import actions, queries, rules
from mentorhub.slips.forms import NOTHING_YET
from mentorhub.slips.models import Slip
from mentorhub.slips.views.blueprint import bp
from mentorhub.slips.views.codes import codes_page
from mentorhub.slips.views.typing import both_texts, new_form, not_saved, typed_from, wanting_of

SHOWN = 12


@bp.route("/slips/pile", methods=["GET", "POST"])
@access(rules.TYPE)
def pile() -> Page:
    form = new_form()
    if form.sent() and form.attempt(typed_from, form):
        flash(_said(form.outcome))
        return redirect(url_for("slips.pile", **form.staying), 303)
    slips = queries.last_typed_by(current_user, limit=SHOWN, only_today=True)
    facts = {"count": queries.typed_today(current_user), "wanting": wanting_of(slips)}
    theirs = both_texts(form)
    return page("slips/pile.html", form=form, slips=slips, theirs=theirs, **facts)


@bp.post("/slips/pile/words")
@access(rules.TYPE)
def pile_quietly() -> Page:
    """The same save for the script of the page, which goes on with the next slip at once."""
    form = new_form()
    if not form.sent() or not form.attempt(typed_from, form):
        return not_saved()
    slip = form.outcome
    facts = {"slip": slip, "wanting": wanting_of([slip]).get(slip.id), "alike": _alike(slip)}
    line = render_template("slips/_last.html", **facts)
    more = {"count": queries.typed_today(current_user), "said": _said(slip)}
    here = url_for("slips.show", slip_id=slip.id)
    return jsonify(line=line, key=str(uuid4()), seen=fingerprints(NOTHING_YET), here=here, **more)


@bp.post("/slips/<uuid:slip_id>/undo")
@access(rules.REMOVE, slip=Slip)
def undo(slip: Slip) -> Response:
    staying: dict[str, Any] = {
        "unit": slip.unit.slug,
        "sector": slip.idea.sector,
        "written_on": slip.written_on,
    }
    form = Confirmation()
    if form.sent() and form.attempt(actions.undo, slip, by=current_user):
        flash(_("The draft is gone."))
    for refusal in form.refused:
        flash(refusal, "error")
    return redirect(url_for("slips.pile", **staying), 303)


@bp.post("/slips/sending")
@access(rules.TYPE)
def send_all() -> Response:
    """Every draft of which all parts are there."""
    form = Confirmation()
    drafts, whence = queries.drafts_typed_by(current_user), this_device()
    if form.sent() and form.attempt(actions.send_all, drafts, by=current_user, device=whence):
        flash(
            ngettext(
                "%(num)d idea is with its unit now.",
                "%(num)d ideas are with their unit now.",
                form.outcome,
            )
        )
    for refusal in form.refused:
        flash(refusal, "error")
    return redirect(url_for("slips.overview"), 303)


@bp.post("/slips/codes")
@access(rules.TYPE)
def print_codes() -> Page:
    """One sheet for those typed today whose authors have no code yet."""
    form = Confirmation()
    if form.sent() and form.attempt(
        actions.make_codes, queries.without_code(current_user), by=current_user
    ):
        if form.outcome:
            return codes_page(form.outcome)
        flash(_("All of today’s authors have a code already."))
    return redirect(url_for("slips.overview"), 303)


def _alike(slip: Slip) -> object:
    return next(iter(alike(slip.idea.title, besides=slip.idea.id, limit=1)), None)


def _said(slip: Slip) -> str:
    return str(_("Saved: %(title)s", title=slip.idea.title))
