"""My data, my erasure, my requests; and the officers' list of them."""

import json
from typing import Any

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts.actions.asking_again import ask_again, signed_in_just_now
from mentorhub.organisations.rules import units_answered_for
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import db
from mentorhub.platform.forms import Form
from mentorhub.platform.holdings import (
    HOLDINGS,
    MATTERS,
    REASONS,
    Fate,
    Matter,
    Reason,
    hindrances,
)
from mentorhub.platform.i18n import _
from mentorhub.platform.paging import slice_of
from mentorhub.rights import actions, queries, rules
from mentorhub.rights.forms import AskForm, CopyForm, ProofForm, ReplyForm
from mentorhub.rights.models import DataRequest
from mentorhub.rights.notices import copying

bp = Blueprint("rights", __name__)
SHOWN = 50


def _is_fresh() -> bool:
    return signed_in_just_now(session["_user_id"])


def _proved(form: ProofForm, action: Any, *args: Any) -> Any:
    """The password first, then the action; a refusal of either stands above the form."""
    ask_again(
        current_user,
        password=form.secret,
        token=session["_user_id"],
        origin=request.remote_addr or "",
    )
    return action(*args)


@bp.route("/me/data", methods=["GET", "POST"])
@access(rules.EXPORT)
def own_data() -> Page:
    form = CopyForm(is_fresh=_is_fresh())
    if form.sent() and form.attempt(_proved, form, actions.export, current_user):
        return handed_out(form.outcome, form.shape.data, back=request.path)
    mine = db.session.scalars(queries.requests_of(current_user).limit(20)).all()
    return page("rights/own_data.html", form=form, matters=_matters(), requests=mine)


def _matters() -> list[tuple[str, str]]:
    held = {holding.matter for holding in HOLDINGS.values()}
    told = (str(MATTERS[one]).partition(": ") for one in Matter if one in held)
    return [(what.strip(), purpose) for what, _colon, purpose in told]


def handed_out(copy: dict[str, Any], shape: str, *, back: str) -> Response:
    """Nobody on the way keeps it, and the browser does not either."""
    if shape == "json":
        reply = make_response(json.dumps(copy, ensure_ascii=False, indent=1))
        reply.mimetype = "application/json"
        day = now().astimezone(LOCAL).date()
        name = f"mentorhub-{day.isoformat()}.json"
        reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    else:
        facts = {"headings": MATTERS, "read": copying, "back": back}
        reply = make_response(render_template("rights/copy.html", copy=copy, **facts))
    reply.headers["Cache-Control"] = "no-store"
    return reply


@bp.route("/me/erasure", methods=["GET", "POST"])
@access(rules.ERASE)
def erasure() -> Page:
    form = ProofForm(is_fresh=_is_fresh())
    if form.sent() and form.attempt(_proved, form, actions.ask_erasure, current_user):
        flash(_("Asked. To take it back, sign in within three days."))
        return redirect(url_for("home.landing"), 303)
    return page(
        "rights/erasure.html",
        form=form,
        asked=queries.open_erasure(current_user),
        hindrances=hindrances(current_user),
        kept=kept_things(),
    )


def kept_things() -> list[tuple[str, str]]:
    """What stays, and why; from the same table that erases."""
    kept: dict[Matter, set[Reason]] = {}
    for holding in HOLDINGS.values():
        if holding.fate is not Fate.DELETED and holding.reason:
            kept.setdefault(holding.matter, set()).add(holding.reason)
    return [(_heading(matter), _reasons(kept[matter])) for matter in MATTERS if matter in kept]


def _heading(matter: Matter) -> str:
    return str(MATTERS[matter]).partition(":")[0].strip()


def _reasons(reasons: set[Reason]) -> str:
    return "; ".join(str(words) for reason, words in REASONS.items() if reason in reasons)


@bp.post("/me/erasure/end")
@access(rules.ERASE)
def keep_account() -> Page:
    form = Form()
    if form.sent() and form.attempt(actions.take_back, current_user):
        flash(_("Your account stays. Nothing was erased."))
    return redirect(url_for("rights.own_data"), 303)


@bp.route("/me/requests/new", methods=["GET", "POST"])
@access(rules.ASK)
def ask() -> Page:
    form = AskForm()
    if form.sent() and form.attempt(actions.ask, current_user, **form.answers):
        flash(_("Sent. An officer of your unit answers within two working days."))
        return redirect(url_for("rights.own_data", _anchor="requests"), 303)
    return page("rights/ask.html", form=form)


@bp.get("/privacy-requests")
@access(rules.LIST)
def requests() -> Page:
    units = units_answered_for(current_user)
    rows = slice_of(queries.requests_within(units), size=SHOWN)
    return page("rights/requests.html", requests=rows.rows, has_more=bool(rows.after))


@bp.route("/privacy-requests/<uuid:request_id>", methods=["GET", "POST"])
@access(rules.HANDLE, request=DataRequest)
def handle(request: DataRequest) -> Page:
    form = ReplyForm()
    if form.sent() and form.attempt(actions.reply, request, **form.answers, by=current_user):
        flash(_("Answered. The person is told."))
        return redirect(url_for("rights.requests"), 303)
    return page("rights/handle.html", form=form, asked=request)
