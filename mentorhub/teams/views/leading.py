"""Who leads the team: asked, answered; and what only the leader does with a member."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _
from mentorhub.teams import actions, rules
from mentorhub.teams.forms import HandOverForm, LeadingForm, TakeOutForm
from mentorhub.teams.models import Member, Team
from mentorhub.teams.views.blueprint import bp, to_its_page


@bp.route("/teams/<uuid:team_id>/hand-over", methods=["GET", "POST"])
@access(rules.HAND_OVER, team=Team)
def hand_over(team: Team) -> Page:
    form = HandOverForm(team)
    to = form.people.get(form.to.data or "")
    if form.sent() and form.attempt(actions.ask_to_lead, team, to=to, by=current_user):
        flash(_("Asked. You lead the team until the answer is yes."))
        return to_its_page(team)
    return page("teams/hand_over.html", form=form, team=team)


@bp.post("/teams/<uuid:team_id>/hand-over/end")
@access(rules.HAND_OVER, team=Team)
def take_back(team: Team) -> Response:
    actions.take_back(team, by=current_user)
    flash(_("Taken back. You lead the team as before."))
    return redirect(url_for("teams.hand_over", team_id=team.id), 303)


@bp.route("/team-members/<uuid:member_id>/leading", methods=["GET", "POST"])
@access(rules.ANSWER_LEADING, member=Member)
def asked(member: Member) -> Page:
    form, team = LeadingForm(), member.team
    if form.sent():
        agrees = form.answer.data == "yes"
        answer = actions.accept_leading if agrees else actions.decline_leading
        if form.attempt(answer, team, by=current_user):
            flash(_("You lead the team now.") if agrees else _("Answered. The leader is told."))
            return to_its_page(team)
    return page("teams/asked.html", form=form, team=team)


@bp.route("/team-members/<uuid:member_id>/removal", methods=["GET", "POST"])
@access(rules.TAKE_OUT, member=Member)
def take_out(member: Member) -> Page:
    form, team = TakeOutForm(), member.team
    who = {"why": form.why.data or "", "by": current_user}
    if form.sent() and form.attempt(actions.take_out, team, member.person, **who):
        flash(_("Taken out of the team. The person is told."))
        return to_its_page(team)
    return page("teams/take_out.html", form=form, team=team, member=member)


@bp.get("/team-members/<uuid:member_id>/removed")
@access(rules.READ_TAKEN_OUT, member=Member)
def taken_out(member: Member) -> Page:
    return page("teams/taken_out.html", member=member, team=member.team)
