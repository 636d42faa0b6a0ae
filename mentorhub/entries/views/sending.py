"""An entry is sent, taken back, and leaves a receipt."""

from flask import abort, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.entries import actions, queries, rules
from mentorhub.entries.actions import receipts as written
from mentorhub.entries.forms import LateForm
from mentorhub.entries.models import Entry, Receipt
from mentorhub.entries.views.blueprint import bp
from mentorhub.entries.views.naming import named_parts
from mentorhub.platform.access import Page, access, page, writing
from mentorhub.platform.arrival import arrived_at
from mentorhub.platform.clock import now
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.qr import drawn


@bp.route("/entries/<uuid:entry_id>/submission", methods=["GET", "POST"])
@access(rules.FINALISE, looks_first=True, entry=queries.entry_to_change)
def submit(entry: Entry) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(_submit, entry):
        flash(
            _("Your entry is in: %(code)s.", code=entry.code)
            if entry.is_submitted
            else _("Received after the deadline: an organiser decides whether it counts.")
        )
        return redirect(url_for("entries.receipt", entry_id=entry.id))
    content = actions.to_read(entry, now())
    return page(
        "entries/submit.html",
        form=form,
        entry=entry,
        content=content,
        until=actions.sendable_until(entry, now()),
        lacking=named_parts(entry, queries.lacking(entry, content), content),
    )


def _submit(entry: Entry) -> Receipt:
    with writing(rules.FINALISE, entry):
        return actions.submit(entry, by=current_user, at=arrived_at())


@bp.route("/entries/<uuid:entry_id>/withdrawal", methods=["GET", "POST"])
@access(rules.WITHDRAW, entry=Entry)
def withdraw(entry: Entry) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.withdraw, entry, by=current_user):
        flash(_("The entry is withdrawn. Nobody judges it any more."))
        return redirect(url_for("entries.show", entry_id=entry.id))
    return page("entries/withdraw.html", form=form, entry=entry)


@bp.get("/entries/<uuid:entry_id>/receipt")
@access(rules.RECEIPT, entry=Entry)
def receipt(entry: Entry) -> Page:
    """The newest, or the one of the code in the address; what is sent anew leaves all of them."""
    receipts, chosen = queries.receipts_of(entry), _chosen(entry)
    address = current_app.config["BASE_URL"] + url_for("entries.checked", code=chosen.code)
    return page(
        "entries/receipt.html",
        entry=entry,
        receipt=chosen,
        is_newest=chosen == receipts[0],
        title=queries.title_sent(entry, chosen.digest) or entry.title,
        address=address,
        drawn=drawn,
    )


def _chosen(entry: Entry) -> Receipt:
    code = request.args.get("code")
    given = (one for one in queries.receipts_of(entry) if code in (None, one.code))
    return next(given, None) or abort(404)


@bp.get("/entries/<uuid:entry_id>/receipt.json")
@access(rules.RECEIPT, entry=Entry)
def receipt_file(entry: Entry) -> Response:
    """What is checked with `openssl`, or on the page for it (docs/receipts.md)."""
    chosen = _chosen(entry)
    name = f"mentorhub-{chosen.code}.json"
    file = Response(written.file_of(chosen, entry), mimetype="application/json")
    file.headers["Content-Disposition"] = f"attachment; filename={name}"
    return file


@bp.route("/entries/<uuid:entry_id>/lateness", methods=["GET", "POST"])
@access(rules.DECIDE_LATE, entry=Entry)
def decide_late(entry: Entry) -> Page | Response:
    form = LateForm()
    if form.sent() and form.attempt(actions.decide_late, entry, **form.decision, by=current_user):
        flash(_("Decided. The team is told."))
        return redirect(url_for("entries.show", entry_id=entry.id))
    return page("entries/late.html", form=form, entry=entry)
