"""Links that let people in: made, shown once as a code to scan, listed, ended, followed."""

from typing import Any

from flask import abort, current_app, flash, make_response, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts.actions import digest_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.platform.qr import drawn
from mentorhub.teams import actions, rules
from mentorhub.teams.forms import InviteForm
from mentorhub.teams.models import Invitation, Team
from mentorhub.teams.queries import invitation_behind, links_of
from mentorhub.teams.views.blueprint import bp, to_its_page


def _by_token(token: Any) -> Invitation:
    """A link that never was, and one that is used up, has expired or was ended, read the same."""
    invitation = invitation_behind(digest_of(token))
    if invitation is None or not can(current_user, rules.JOIN, invitation):
        abort(make_response(page("teams/no_link.html"), 404))
    return invitation


@bp.route("/teams/<uuid:team_id>/invitations", methods=["GET", "POST"])
@access(rules.INVITE, team=Team)
def invite(team: Team) -> Page:
    form = InviteForm(team)
    if form.sent() and form.attempt(actions.invite, team, **form.answers, by=current_user):
        address = current_app.config["BASE_URL"] + url_for("teams.join", invitation_id=form.outcome)
        return page(
            "teams/link.html",
            team=team,
            link=links_of(team)[0],
            address=address,
            qr=drawn(address, scale=None),
        )
    return page("teams/invite.html", form=form, team=team, links=links_of(team))


@bp.post("/teams/<uuid:team_id>/invitations/end")
@access(rules.INVITE, team=Team)
def end_invitations(team: Team) -> Response:
    actions.end_invitations(team, by=current_user)
    flash(_("No link lets anybody in any more."))
    return redirect(url_for("teams.invite", team_id=team.id), 303)


@bp.post("/team-links/<uuid:link_id>/end")
@access(rules.END_LINK, link=Invitation)
def end_link(link: Invitation) -> Response:
    actions.end_link(link, by=current_user)
    flash(_("The link lets nobody in any more."))
    return redirect(url_for("teams.invite", team_id=link.team_id), 303)


@bp.route("/join/<invitation_id>", methods=["GET", "POST"])
@access(rules.JOIN, by_link=True, invitation=_by_token)
def join(invitation: Invitation) -> Page:
    team = invitation.team
    form = Confirmation()
    if team.includes(current_user):
        return to_its_page(team)
    if form.sent() and form.attempt(actions.join, invitation, by=current_user):
        flash(_("You are in the team now."))
        return to_its_page(team)
    return page("teams/join.html", form=form, team=team, invitation=invitation)
