"""An officer offers a team a mentor; the team asks that mentor, or says no."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.mentoring.actions import OBSTACLES, advise, next_times, recommend
from mentorhub.mentoring.forms import AskForm
from mentorhub.offers import actions, queries, rules
from mentorhub.offers.forms import REFUSALS, OfferForm, RefusalForm
from mentorhub.offers.models import Offer
from mentorhub.platform.access import Page, access, page
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
        flash(_("Your Youth Union is told. You can still ask this mentor yourselves."))
        return redirect(url_for("home.team", team_id=offer.team_id))
    return page("offers/decline.html", form=form, offer=offer)


@bp.post("/offers/<uuid:offer_id>/taking-back")
@access(rules.TAKE_BACK, offer=Offer)
def take_back(offer: Offer) -> Response:
    actions.take_back(offer, by=current_user)
    flash(_("The offer is taken back."))
    return redirect(url_for("offers.make", team_id=offer.team_id))


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
