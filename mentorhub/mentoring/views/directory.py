"""Finding a mentor, asking, and being one."""

from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.matching.domain.tags import taxonomy
from mentorhub.mentoring import actions, queries, rules
from mentorhub.mentoring.domain.directory import FORMATS, LANGUAGES, Filters
from mentorhub.mentoring.domain.lifecycle import usual_days
from mentorhub.mentoring.forms import AskForm, EndForm, ProfileForm, TeamTimesForm
from mentorhub.mentoring.models import MentorProfile, kilometres_between
from mentorhub.mentoring.views.blueprint import bp
from mentorhub.organisations.rules import administers_all, units_answered_for
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language
from mentorhub.platform.permissions import can
from mentorhub.teams.actions import say_when_free
from mentorhub.teams.models import Team
from mentorhub.teams.queries import teams_of


@bp.get("/mentors")
@access(rules.BROWSE)
def directory() -> Page:
    filters = Filters.read(request.args, taxonomy())
    team = _own_team() if filters.is_plain else None
    return page(
        "mentoring/directory.html",
        filters=filters,
        shelf=queries.shelf(filters, after=_after(), language=language()),
        taking=queries.taking_teams(),
        team=team,
        recommended=actions.recommend(team, limit=5) if team else [],
        known=taxonomy(),
        languages=LANGUAGES,
        formats=FORMATS,
    )


@bp.get("/teams/<uuid:team_id>/mentors")
@access(rules.RECOMMEND, team=Team)
def recommend(team: Team) -> Page:
    return _suggestions(team)


def _suggestions(team: Team, form: Confirmation | None = None) -> Page:
    return page(
        "mentoring/recommend.html",
        team=team,
        recommended=actions.recommend(team, limit=10),
        wanted_since=queries.wanted_since(team),
        form=form,
    )


@bp.post("/teams/<uuid:team_id>/mentors/wanted")
@access(rules.SAY_NOBODY_FITS, team=Team)
def say_nobody_fits(team: Team) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.say_nobody_fits, team, by=current_user):
        flash(_("The Youth Union of the province is told that your team looks for a mentor."))
        return redirect(url_for("mentoring.recommend", team_id=team.id), 303)
    return _suggestions(team, form)


@bp.get("/mentors/<uuid:profile_id>")
@access(rules.READ_PROFILE, profile=queries.profile_for_page)
def show(profile: MentorProfile) -> Page:
    team = _own_team()
    shared = actions.next_times(team, profile) if team is not None else ()
    return _profile_page(profile, team, AskForm(shared=shared))


@bp.post("/teams/<uuid:team_id>/mentors/<uuid:profile_id>")
@access(rules.ASK, team=Team, profile=queries.profile_for_page)
def ask(team: Team, profile: MentorProfile) -> Page:
    if not can(current_user, rules.READ_PROFILE, profile):
        abort(404)
    form = AskForm(shared=actions.next_times(team, profile))
    if form.sent() and form.attempt(actions.ask, team, profile, **form.words, by=current_user):
        flash(_("Your request is on its way. The mentor has seven days to answer."))
        return redirect(url_for("mentoring.inbox", side="team"))
    return _profile_page(profile, team, form)


@bp.route("/teams/<uuid:team_id>/times", methods=["GET", "POST"])
@access(rules.TELL_TIMES, team=Team)
def team_times(team: Team) -> Page:
    form = TeamTimesForm(free_times=team.free_times)
    if form.sent() and form.attempt(say_when_free, team, by=current_user, **form.answers):
        flash(_("Saved. Mentors who are free at the same time come a little before the others."))
        return redirect(url_for("mentoring.recommend", team_id=team.id))
    return page("mentoring/team_times.html", form=form, team=team)


@bp.route("/mentors/me", methods=["GET", "POST"])
@access(rules.WRITE_PROFILE)
def write_profile() -> Page:
    profile = queries.profile_of(current_user)
    form = ProfileForm.of(profile)
    if form.sent() and form.attempt(
        actions.write_profile, form.told, version=form.version.data, by=current_user
    ):
        flash(_("Your profile is saved."))
        return redirect(url_for("mentoring.inbox"))
    known = sorted(concept.label(language()) for concept in taxonomy().local)
    return page("mentoring/write_profile.html", form=form, profile=profile, known=known)


@bp.post("/mentors/<uuid:profile_id>/pause")
@access(rules.PAUSE, profile=MentorProfile)
def pause(profile: MentorProfile) -> Response:
    actions.pause(profile, by=current_user)
    flash(_("You get no new requests until you say so."))
    return redirect(url_for("mentoring.inbox"))


@bp.post("/mentors/<uuid:profile_id>/resumption")
@access(rules.PAUSE, profile=MentorProfile)
def resume(profile: MentorProfile) -> Response:
    actions.resume(profile, by=current_user)
    flash(_("Teams can ask you again."))
    return redirect(url_for("mentoring.inbox"))


@bp.post("/mentors/<uuid:profile_id>/code")
@access(rules.PAUSE, profile=MentorProfile)
def agree_to_the_code(profile: MentorProfile) -> Response:
    actions.agree_to_the_code(profile)
    flash(_("Thank you. You keep to the code of conduct."))
    return redirect(url_for("mentoring.inbox"))


@bp.get("/mentors/guide")
@access(rules.BROWSE)
def guide() -> Page:
    return page("mentoring/guide.html")


@bp.route("/mentors/<uuid:profile_id>/leaving", methods=["GET", "POST"])
@access(rules.LEAVE, profile=MentorProfile)
def leave(profile: MentorProfile) -> Page:
    form = EndForm()
    reason = form.reason.data or ""
    if form.sent() and form.attempt(actions.leave, profile, reason=reason, by=current_user):
        flash(_("You are no mentor any more. Thank you for your time; you can always come back."))
        return redirect(url_for("mentoring.inbox"))
    teams = queries.present_teams_of(profile)
    return page("mentoring/leave.html", form=form, profile=profile, teams=teams)


@bp.get("/mentors/waiting")
@access(rules.CHECK_MENTORS)
def waiting() -> Page:
    units = None if administers_all(current_user) else units_answered_for(current_user)
    rows = queries.waiting_to_be_checked(units).limit(100)
    return page("mentoring/waiting.html", profiles=db.session.scalars(rows).all())


@bp.post("/mentors/<uuid:profile_id>/check")
@access(rules.CHECK, profile=MentorProfile)
def check(profile: MentorProfile) -> Response:
    actions.check(profile, by=current_user)
    flash(_("Checked. Teams can find this mentor now."))
    return redirect(url_for("mentoring.show", profile_id=profile.id))


@bp.post("/mentors/<uuid:profile_id>/check/end")
@access(rules.CHECK, profile=MentorProfile)
def take_check_back(profile: MentorProfile) -> Response:
    actions.take_check_back(profile, by=current_user)
    flash(_("The check is taken back. This mentor stands among those to check again."))
    return redirect(url_for("mentoring.show", profile_id=profile.id))


@bp.post("/mentors/<uuid:profile_id>/clearance")
@access(rules.CLEAR, profile=MentorProfile)
def clear(profile: MentorProfile) -> Response:
    actions.clear_for_minors(profile, by=current_user)
    flash(_("Cleared for teams with members under 18."))
    return redirect(url_for("mentoring.show", profile_id=profile.id))


@bp.post("/mentors/<uuid:profile_id>/clearance/end")
@access(rules.CLEAR, profile=MentorProfile)
def withdraw_clearance(profile: MentorProfile) -> Response:
    actions.withdraw_clearance(profile, by=current_user)
    flash(_("The clearance is withdrawn."))
    return redirect(url_for("mentoring.show", profile_id=profile.id))


def _after() -> UUID | None:
    try:
        return UUID(request.args.get("after", ""))
    except ValueError:
        return None


def _own_team() -> Team | None:
    """The reader's team this page is about: the one named in the address, else the latest."""
    if not current_user.is_authenticated:
        return None
    teams = db.session.scalars(teams_of(current_user).limit(20)).all()
    wanted = request.args.get("team", "")
    return next((team for team in teams if str(team.id) == wanted), next(iter(teams), None))


def _profile_page(profile: MentorProfile, team: Team | None, form: AskForm) -> Page:
    may_ask = team is not None and can(current_user, rules.ASK, team)
    return page(
        "mentoring/show.html",
        form=form if may_ask else None,
        profile=profile,
        team=team,
        advice=actions.advise(team, profile) if team is not None else None,
        obstacles=actions.OBSTACLES,
        usual=usual_days(queries.waits_of(profile)),
        apart=kilometres_between(team.unit, profile.person.unit) if team is not None else None,
        past=queries.mentorships_of(profile),
    )
