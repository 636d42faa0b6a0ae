"""Founding a team, its own words, and leaving it."""

from flask import flash, redirect, url_for
from flask_login import current_user

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.teams import actions, rules
from mentorhub.teams.forms import EditForm, TeamForm
from mentorhub.teams.models import Team
from mentorhub.teams.views.blueprint import bp, to_its_page


@bp.route("/teams/new", methods=["GET", "POST"])
@access(rules.FOUND)
def found() -> Page:
    form = TeamForm(data={"unit": current_user.unit})
    if form.sent() and form.attempt(actions.found, **form.answers, by=current_user):
        flash(_("Your team stands. Invite the others with a link."))
        return to_its_page(form.outcome)
    return page("teams/found.html", form=form)


@bp.route("/teams/<uuid:team_id>/edit", methods=["GET", "POST"])
@access(rules.EDIT, team=Team)
def edit(team: Team) -> Page:
    form = EditForm(obj=team)
    if form.sent() and form.attempt(actions.edit, team, **form.answers, by=current_user):
        flash(_("Saved."))
        return to_its_page(team)
    return page("teams/edit.html", form=form, team=team)


@bp.route("/teams/<uuid:team_id>/leave", methods=["GET", "POST"])
@access(rules.LEAVE, team=Team)
def leave(team: Team) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.leave, team, by=current_user):
        flash(_("You have left the team."))
        return redirect(url_for("desk.overview"), 303)
    return page("teams/leave.html", form=form, team=team)
