"""Founding a team, letting people in, leaving it. The team's page itself is in `home`."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts.actions import digest_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.teams import actions, rules
from mentorhub.teams.forms import EditForm, HandOverForm, InviteForm, TeamForm
from mentorhub.teams.models import Invitation, Team
from mentorhub.teams.queries import invitation_behind, open_invitations

bp = Blueprint("teams", __name__)


def _by_token(token: Any) -> Invitation | None:
    return invitation_behind(digest_of(token))


def _to_its_page(team: Team) -> Response:
    return redirect(url_for("home.team", team_id=team.id), 303)


@bp.route("/teams/new", methods=["GET", "POST"])
@access(rules.FOUND)
def found() -> Page:
    form = TeamForm(data={"unit": current_user.unit})
    if form.sent() and form.attempt(actions.found, **form.answers, by=current_user):
        flash(_("Your team stands. Invite the others with a link."))
        return _to_its_page(form.outcome)
    return page("teams/found.html", form=form)


@bp.route("/teams/<uuid:team_id>/edit", methods=["GET", "POST"])
@access(rules.EDIT, team=Team)
def edit(team: Team) -> Page:
    form = EditForm(obj=team)
    if form.sent() and form.attempt(actions.edit, team, **form.answers, by=current_user):
        flash(_("Saved."))
        return _to_its_page(team)
    return page("teams/edit.html", form=form, team=team)


@bp.route("/teams/<uuid:team_id>/invitations", methods=["GET", "POST"])
@access(rules.INVITE, team=Team)
def invite(team: Team) -> Page:
    form = InviteForm()
    link = None
    if form.sent() and form.attempt(actions.invite, team, **form.answers, by=current_user):
        link = current_app.config["BASE_URL"] + url_for("teams.join", invitation_id=form.outcome)
    return page(
        "teams/invite.html", form=form, team=team, link=link, waiting=open_invitations(team)
    )


@bp.post("/teams/<uuid:team_id>/invitations/end")
@access(rules.INVITE, team=Team)
def end_invitations(team: Team) -> Response:
    actions.revoke_invitations(team, by=current_user)
    flash(_("The link lets nobody in any more."))
    return redirect(url_for("teams.invite", team_id=team.id), 303)


@bp.route("/join/<invitation_id>", methods=["GET", "POST"])
@access(rules.JOIN, invitation=_by_token)
def join(invitation: Invitation) -> Page:
    team = invitation.team
    form = Confirmation()
    if team.includes(current_user):
        return _to_its_page(team)
    if form.sent() and form.attempt(actions.join, invitation, by=current_user):
        flash(_("You are in the team now."))
        return _to_its_page(team)
    return page("teams/join.html", form=form, team=team)


@bp.route("/teams/<uuid:team_id>/leave", methods=["GET", "POST"])
@access(rules.LEAVE, team=Team)
def leave(team: Team) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.leave, team, by=current_user):
        flash(_("You have left the team."))
        return redirect(url_for("desk.overview"), 303)
    return page("teams/leave.html", form=form, team=team)


@bp.route("/teams/<uuid:team_id>/hand-over", methods=["GET", "POST"])
@access(rules.HAND_OVER, team=Team)
def hand_over(team: Team) -> Page:
    form = HandOverForm(team)
    to = form.people.get(form.to.data or "")
    if form.sent() and form.attempt(actions.hand_over, team, to=to, by=current_user):
        flash(_("The team has a new leader."))
        return _to_its_page(team)
    return page("teams/hand_over.html", form=form, team=team)
