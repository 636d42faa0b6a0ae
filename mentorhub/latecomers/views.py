"""The pages on which organisers give codes for late entries, and teams come in with them."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.contests.queries import whole
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import ideas_of, own_entries
from mentorhub.latecomers import actions, queries, rules
from mentorhub.latecomers.forms import CodeForm, RedeemForm
from mentorhub.latecomers.models import LateCode, LateUse
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.platform.qr import drawn
from mentorhub.teams.models import Team
from mentorhub.teams.queries import teams_of

bp = Blueprint("latecomers", __name__)


@bp.app_template_global()
def late_uses_of(entry: Entry) -> Sequence[LateUse]:
    """With which codes it came in, for its team and for organisers free of conflict."""
    return queries.uses_of(entry) if can(current_user, rules.READ_OF_ENTRY, entry) else []


@bp.get("/contests/<uuid:contest_id>/late-codes")
@access(rules.LIST, contest=whole)
def codes(contest: Contest) -> Page:
    return page("latecomers/codes.html", contest=contest, codes=queries.codes_of(contest))


@bp.route("/contests/<uuid:contest_id>/late-codes/new", methods=["GET", "POST"])
@access(rules.ASK, contest=whole)
def ask(contest: Contest) -> Page | Response:
    form = CodeForm()
    if form.sent() and form.attempt(actions.ask, contest, **form.answers, by=current_user):
        flash(_("The other organisers have been asked. Until one agrees nobody comes in with it."))
        return redirect(url_for("latecomers.code", late_code_id=form.outcome.id))
    return page("latecomers/ask.html", form=form, contest=contest)


@bp.get("/late-codes/<uuid:late_code_id>")
@access(rules.SEE, late_code=LateCode)
def code(late_code: LateCode) -> Page:
    return _shown(late_code, Confirmation())


@bp.post("/late-codes/<uuid:late_code_id>/agreement")
@access(rules.AGREE, late_code=LateCode)
def agree(late_code: LateCode) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.agree, late_code, by=current_user):
        flash(_("The code is good from now on. Print it, or pass it on yourself."))
        return redirect(url_for("latecomers.code", late_code_id=late_code.id), 303)
    return _shown(late_code, form)


@bp.post("/late-codes/<uuid:late_code_id>/declining")
@access(rules.SEE, late_code=LateCode)
def decline(late_code: LateCode) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.decline, late_code, by=current_user):
        flash(_("Nobody comes in with this code."))
        return redirect(url_for("latecomers.code", late_code_id=late_code.id), 303)
    return _shown(late_code, form)


@bp.post("/late-codes/<uuid:late_code_id>/revocation")
@access(rules.SEE, late_code=LateCode)
def revoke(late_code: LateCode) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.revoke, late_code, by=current_user):
        flash(_("Nobody else comes in with this code. Teams that are in keep their time."))
        return redirect(url_for("latecomers.code", late_code_id=late_code.id), 303)
    return _shown(late_code, form)


@bp.get("/late-codes/<uuid:late_code_id>/paper")
@access(rules.SEE, late_code=LateCode)
def paper(late_code: LateCode) -> Page:
    address = url_for("latecomers.redeem", contest_id=late_code.contest_id, _external=True)
    return page(
        "latecomers/paper.html",
        code=late_code,
        contest=late_code.contest,
        address=address,
        qr=drawn(address, scale=None),
    )


@bp.route("/contests/<uuid:contest_id>/late-entry", methods=["GET", "POST"])
@access(rules.REDEEM, contest=whole)
def redeem(contest: Contest) -> Page | Response:
    teams = list(db.session.scalars(teams_of(current_user)))
    team = _team(teams)
    begun = next((one for one in own_entries(contest, current_user) if one.team == team), None)
    ideas = ideas_of(team) if team else []
    chosen = str(ideas[0].id) if ideas else ""
    form = RedeemForm(idea=chosen, people=[one.person_id for one in team.members] if team else [])
    form.offer_ideas(ideas)
    form.offer(team)
    if begun:
        form.only_the_code()
    facts = {"code": form.code.data, "idea": form.chosen(ideas), "people": form.people.data or ()}
    if form.sent() and team:
        facts = {**facts, "team": team, "by": current_user}
        if form.attempt(actions.redeem, contest, **facts):
            return redirect(url_for("entries.edit", entry_id=form.outcome.id))
    shown = {"contest": contest, "team": team, "teams": teams, "begun": begun}
    return page("latecomers/redeem.html", form=form, **shown)


def _team(teams: list[Team]) -> Team | None:
    """The one asked for in the address, else the only one there is."""
    if asked := request.args.get("team"):
        return next((team for team in teams if str(team.id) == asked), None)
    return teams[0] if len(teams) == 1 else None


def _shown(code: LateCode, form: Confirmation) -> Page:
    about = {"contest": code.contest, "void": actions.why_void(code)}
    return page("latecomers/code.html", form=form, code=code, **about)
