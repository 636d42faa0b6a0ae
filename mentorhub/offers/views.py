"""An officer offers a team a mentor, or mentors themselves; the team asks them, or says no."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.mentoring.actions import OBSTACLES, advise, next_times, recommend
from mentorhub.mentoring.forms import AskForm
from mentorhub.mentoring.models import MentorProfile
from mentorhub.mentoring.queries import profile_of, requests, still_open
from mentorhub.offers import actions, queries, rules
from mentorhub.offers.forms import REFUSALS, OfferForm, OwnOfferForm, RefusalForm
from mentorhub.offers.models import Offer
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.teams.models import Team

bp = Blueprint("offers", __name__)


@bp.app_template_global()
def offers_waiting_at(team: Team) -> Sequence[Offer]:
    """The mentors offered to a team, for whoever may answer."""
    return [one for one in queries.waiting_at(team) if can(current_user, rules.ANSWER, one)]


@bp.route("/teams/<uuid:team_id>/offers/new", methods=["GET", "POST"])
@access(rules.MAKE, team=Team)
def make(team: Team) -> Page:
    text = request.args.get("q", "").strip()[:60]
    recommended = recommend(team, limit=10, told_only=True)
    shown = [one.profile for one in recommended]
    called = [one for one in queries.mentors_called(text) if one not in shown]
    form = OfferForm([*called, *shown])
    if form.sent() and form.attempt(
        actions.make, team, form.chosen, why=form.why.data or "", by=current_user
    ):
        flash(_("Offered. The team decides whether it asks this mentor."))
        return redirect(url_for("offers.make", team_id=team.id))
    return page(
        "offers/make.html",
        form=form, team=team, text=text, recommended=recommended, called=called,
        made=queries.offers_to(team), refusals_of_teams=REFUSALS,
    )  # fmt: skip


@bp.get("/offers/<uuid:offer_id>")
@access(rules.READ, offer=Offer)
def show(offer: Offer) -> Page:
    return _offer_page(offer, _ask_form(offer))


@bp.post("/offers/<uuid:offer_id>/acceptance")
@access(rules.ANSWER, offer=Offer)
def accept(offer: Offer) -> Page:
    form = _ask_form(offer)
    if form.sent() and form.attempt(actions.accept, offer, **form.words, by=current_user):
        flash(_("Your request is on its way. The mentor has seven days to answer."))
        return redirect(url_for("mentoring.request", asked_id=form.outcome.id))
    return _offer_page(offer, form)


@bp.route("/offers/<uuid:offer_id>/refusal", methods=["GET", "POST"])
@access(rules.ANSWER, offer=Offer)
def decline(offer: Offer) -> Page:
    form = RefusalForm()
    if form.sent() and form.attempt(actions.decline, offer, answer=form.told, by=current_user):
        flash(
            _("The mentor is told. You can still ask them yourselves.")
            if offer.is_own
            else _("Your Youth Union is told. You can still ask this mentor yourselves.")
        )
        return redirect(url_for("home.team", team_id=offer.team_id))
    return page("offers/decline.html", form=form, offer=offer)


@bp.post("/offers/<uuid:offer_id>/taking-back")
@access(rules.TAKE_BACK, offer=Offer)
def take_back(offer: Offer) -> Response:
    actions.take_back(offer, by=current_user)
    flash(_("The offer is taken back."))
    if offer.is_own:
        return redirect(url_for("offers.teams"))
    return redirect(url_for("offers.make", team_id=offer.team_id))


@bp.get("/offers/teams")
@access(rules.BROWSE_TEAMS)
def teams() -> Page:
    profile = _own_profile()
    return page(
        "offers/teams.html",
        profile=profile,
        found=queries.teams_for(profile),
        made=queries.own_offers_of(profile),
        asked={one.team_id for one in still_open(requests(to=profile))},
        refusals_of_teams=REFUSALS,
    )


@bp.route("/teams/<uuid:team_id>/offers/own", methods=["GET", "POST"])
@access(rules.MAKE_OWN, team=Team)
def make_own(team: Team) -> Page:
    form = OwnOfferForm()
    if form.sent() and form.attempt(
        actions.offer_oneself, team, _own_profile(), why=form.why.data or ""
    ):
        flash(_("Offered. The team has fourteen days to answer."))
        return redirect(url_for("offers.teams"))
    return page("offers/make_own.html", form=form, team=team)


@bp.post("/teams/<uuid:team_id>/offers/welcome")
@access(rules.WELCOME, team=Team)
def welcome(team: Team) -> Response:
    if Confirmation().sent():
        actions.welcome_mentors(team, by=current_user)
        flash(_("Mentors find your team and may offer themselves."))
    return redirect(url_for("home.team", team_id=team.id, _anchor="welcome"), 303)


@bp.post("/teams/<uuid:team_id>/offers/welcome/end")
@access(rules.WELCOME, team=Team)
def end_welcome(team: Team) -> Response:
    if Confirmation().sent():
        actions.end_welcome(team, by=current_user)
        flash(_("No more mentors offer themselves. What waits can still be answered."))
    return redirect(url_for("home.team", team_id=team.id, _anchor="welcome"), 303)


def _own_profile() -> MentorProfile:
    return profile_of(current_user) or abort(404)


def _ask_form(offer: Offer) -> AskForm:
    return AskForm(shared=next_times(offer.team, offer.profile))


def _offer_page(offer: Offer, form: AskForm) -> Page:
    """Why this mentor is told to the team: the reasons read its newest idea, drafts included."""
    may_answer = can(current_user, rules.ANSWER, offer)
    return page(
        "offers/show.html",
        offer=offer,
        form=form if may_answer else None,
        advice=advise(offer.team, offer.profile) if may_answer else None,
        obstacle_words=OBSTACLES,
        refusals_of_teams=REFUSALS,
    )
