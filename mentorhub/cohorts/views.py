"""Rounds: made, filled, looked at, sent."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.cohorts import actions, queries, rules
from mentorhub.cohorts.domain.matrix import shown_part
from mentorhub.cohorts.domain.words import Grade, Rest, grade
from mentorhub.cohorts.forms import DIALS, ChosenForm, CohortForm, SendForm, WishForm
from mentorhub.cohorts.models import Cohort, WishKind
from mentorhub.matching.domain.explain import Explainer
from mentorhub.mentoring.domain.directory import LANGUAGES
from mentorhub.mentoring.models import MentorProfile
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import holds_office
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation, Form
from mentorhub.platform.i18n import _, _l, ngettext
from mentorhub.platform.permissions import can

bp = Blueprint("cohorts", __name__)
GRADES = {
    Grade.STRONG: _l("suits very well"),
    Grade.GOOD: _l("suits well"),
    Grade.FAIR: _l("suits somewhat"),
    Grade.WEAK: _l("suits little"),
}
RESTS = {
    Rest.HELPED: _l("has a mentor"),
    Rest.WAITING: _l("waits for an answer"),
    Rest.BUSY: _l("has three requests open"),
    Rest.CLOSED: _l("is closed"),
}


@bp.app_template_global()
def runs_rounds() -> bool:
    """May the reader bring teams and mentors together somewhere?"""
    return can(current_user, rules.LIST)


@bp.get("/cohorts")
@access(rules.LIST)
def overview() -> Page:
    units = rules.units_of_rounds(current_user)
    return page("cohorts/overview.html", cohorts=queries.cohorts_within(units))


@bp.route("/cohorts/new", methods=["GET", "POST"])
@access(rules.LIST)
def make() -> Page:
    form = CohortForm()
    units = rules.units_of_rounds(current_user)
    form.offer(units)
    if form.sent():
        unit = next(one for one in units if one.id == form.unit.data)
        if form.attempt(actions.make, unit, **form.words, by=current_user):
            flash(_("The round is made. Choose the teams, then the mentors."))
            return redirect(url_for("cohorts.teams", cohort_id=form.outcome.id))
    return page("cohorts/make.html", form=form, units=units)


@bp.get("/cohorts/<uuid:cohort_id>")
@access(rules.RUN, cohort=Cohort)
def show(cohort: Cohort) -> Page:
    return _proposal_page(cohort, SendForm())


@bp.route("/cohorts/<uuid:cohort_id>/edit", methods=["GET", "POST"])
@access(rules.RUN, cohort=Cohort)
def edit(cohort: Cohort) -> Page:
    form = CohortForm(obj=cohort, unit=cohort.unit_id, weekly=cohort.goes_on_weekly)
    form.offer([cohort.unit])
    facts = {"weekly": form.weekly.data, "version": form.version.data or 0, "by": current_user}
    if form.sent() and form.attempt(actions.change, cohort, **form.words, **facts):
        flash(_("The round is changed. Nobody was asked by that."))
        return redirect(url_for("cohorts.show", cohort_id=cohort.id))
    return page("cohorts/edit.html", form=form, cohort=cohort)


@bp.route("/cohorts/<uuid:cohort_id>/teams", methods=["GET", "POST"])
@access(rules.RUN, cohort=Cohort)
def teams(cohort: Cohort) -> Page:
    text, alone = request.args.get("q", "")[:60], request.args.get("all") != "1"
    found = queries.teams_to_choose(cohort.unit, text=text, alone=alone)
    form = ChosenForm(chosen=[one.team_id for one in cohort.places])
    form.offer([(team.id, team.name) for team in found])
    if form.sent() and _chosen(form, actions.choose_teams, cohort, [team.id for team in found]):
        return redirect(url_for("cohorts.mentors", cohort_id=cohort.id))
    units = {str(team.id): team.unit for team in found}
    return page("cohorts/teams.html", form=form, cohort=cohort, units=units, text=text, alone=alone)


@bp.route("/cohorts/<uuid:cohort_id>/mentors", methods=["GET", "POST"])
@access(rules.RUN, cohort=Cohort)
def mentors(cohort: Cohort) -> Page:
    spoken = request.args.get("language", "")
    spoken, free = spoken if spoken in LANGUAGES else "", request.args.get("all") != "1"
    found = queries.mentors_to_choose(language=spoken, free=free)
    form = ChosenForm(chosen=[one.profile_id for one in cohort.seats])
    form.offer([(one.id, one.person.display_name) for one in found])
    if form.sent() and _chosen(form, actions.choose_mentors, cohort, [one.id for one in found]):
        return redirect(url_for("cohorts.show", cohort_id=cohort.id))
    known = {str(one.id): one for one in found}
    shown = {"known": known, "spoken": spoken, "free": free, "languages": LANGUAGES}
    return page("cohorts/mentors.html", form=form, cohort=cohort, **shown)


def _chosen(form: ChosenForm, choose: Any, cohort: Cohort, shown: list[UUID]) -> bool:
    facts = {"shown": shown, "chosen": form.chosen.data or [], "by": current_user}
    return form.attempt(choose, cohort, **facts)


@bp.get("/cohorts/<uuid:cohort_id>/teams/<uuid:team_id>")
@access(rules.RUN, cohort=Cohort)
def team(cohort: Cohort, team_id: UUID) -> Page:
    return _team_page(cohort, team_id, WishForm())


@bp.post("/cohorts/<uuid:cohort_id>/teams/<uuid:team_id>/mentors/<uuid:profile_id>")
@access(rules.RUN, cohort=Cohort)
def wish(cohort: Cohort, team_id: UUID, profile_id: UUID) -> Page | Response:
    """Fix or forbid a pair, or let it go again."""
    found = next((one for one in queries.teams_in(cohort) if one.id == team_id), None)
    mentor = next((one for one in queries.profiles_in(cohort) if one.id == profile_id), None)
    if found is None or mentor is None:
        abort(404)
    form = WishForm()
    facts = {"kind": form.wanted, "by": current_user}
    if form.sent() and form.attempt(actions.wish, cohort, found, mentor, **facts):
        return redirect(url_for("cohorts.team", cohort_id=cohort.id, team_id=team_id), 303)
    return _team_page(cohort, team_id, form)


@bp.post("/cohorts/<uuid:cohort_id>/requests")
@access(rules.SEND, cohort=Cohort)
def send(cohort: Cohort) -> Page | Response:
    form = SendForm()
    digest = form.digest.data or ""
    if form.sent() and form.attempt(actions.send, cohort, digest=digest, by=current_user):
        many = form.outcome
        flash(ngettext("%(num)d request is sent.", "%(num)d requests are sent.", many))
        return redirect(url_for("cohorts.show", cohort_id=cohort.id), 303)
    return _proposal_page(cohort, form)


@bp.post("/cohorts/<uuid:cohort_id>/closing")
@access(rules.RUN, cohort=Cohort)
def close(cohort: Cohort) -> Response:
    if Confirmation().sent():
        actions.close(cohort, by=current_user)
        flash(_("The round is closed. Requests that wait stay."))
    return redirect(url_for("cohorts.show", cohort_id=cohort.id), 303)


@bp.post("/cohorts/<uuid:cohort_id>/reopening")
@access(rules.RUN, cohort=Cohort)
def open_again(cohort: Cohort) -> Response:
    if Confirmation().sent():
        actions.open_again(cohort, by=current_user)
        flash(_("The round is open again."))
    return redirect(url_for("cohorts.show", cohort_id=cohort.id), 303)


def _proposal_page(cohort: Cohort, form: Form) -> Page:
    proposal = actions.propose(cohort, by=current_user)
    gathered = proposal.gathered
    mentor_of = {one.row: one for one in proposal.pairs}
    first = request.args.get("from", 0, type=int)
    return page(
        "cohorts/show.html",
        form=form,
        cohort=cohort,
        proposal=proposal,
        gathered=gathered,
        told=_told(proposal),
        mentor_of=mentor_of,
        part=shown_part(gathered.task.suits, proposal.preview.mentors, first=first),
        idle_room=actions.idle_room(proposal),
        weak=sum(grade(one.suits) is Grade.WEAK and not one.is_fixed for one in proposal.pairs),
        sendings=queries.sendings_of(cohort),
        is_officer=holds_office(current_user, Role.UNIT_OFFICER, cohort.unit),
        **_words(),
    )


def _told(proposal: actions.Proposal) -> dict[int, Any]:
    """Why each of the pairs, by the row of the team."""
    gathered = proposal.gathered
    told = {}
    for pair in proposal.pairs:
        profile = gathered.seekers[pair.row].profile
        index, weights = gathered.index, gathered.weights
        explainer = Explainer(index, profile, weights) if index is not None else None
        told[pair.row] = actions.why(gathered, pair, explainer)
    return told


def _team_page(cohort: Cohort, team_id: UUID, form: Form) -> Page:
    gathered = actions.gather(cohort, by=current_user)
    row = next((at for at, one in enumerate(gathered.teams) if one.id == team_id), None)
    resting = next((one for one in gathered.resting if one.id == team_id), None)
    if row is None and resting is None:
        abort(404)
    kinds = {one.profile_id: one.kind for one in cohort.wishes if one.team_id == team_id}
    ranked = [] if row is None else _ranked(gathered, row)
    return page(
        "cohorts/team.html",
        form=form,
        cohort=cohort,
        team=resting if row is None else gathered.teams[row],
        resting=gathered.resting.get(resting) if resting else None,
        ranked=ranked,
        kinds=kinds,
        **_words(),
    )


def _ranked(gathered: actions.Gathered, row: int) -> list[tuple[MentorProfile, float | None, bool]]:
    """Mentor, how well they suit (None: not at all), and whether something bars the pair."""
    suits = gathered.task.suits[row]
    listed = [
        (
            profile,
            None if suits[column] != suits[column] else float(suits[column]),
            gathered.bars.get((row, column)) is not None or gathered.task.room[column] == 0,
        )
        for column, profile in enumerate(gathered.profiles)
    ]
    return sorted(listed, key=lambda one: (one[2], -(one[1] or 0.0), one[0].id))


def _words() -> dict[str, Any]:
    return {
        "grade": grade,
        "grades": GRADES,
        "rests": RESTS,
        "dials": DIALS,
        "kinds_of_wish": WishKind,
    }
