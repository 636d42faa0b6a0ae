"""A request: received, sent, answered; and the work together that follows."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.mentoring import actions, queries, rules
from mentorhub.mentoring.actions import Recommended
from mentorhub.mentoring.forms import EndForm, QuestionForm, RefusalForm, SayMoreForm
from mentorhub.mentoring.models import MentorRequest, Mentorship, MentorState
from mentorhub.mentoring.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation, Form
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.teams.queries import teams_of


@bp.get("/requests")
@access(rules.READ_INBOX)
def inbox() -> Page:
    profile = queries.profile_of(current_user)
    if profile is None or request.args.get("side") == "team":
        return _team_inbox()
    received = queries.requests(to=profile)
    shown = request.args.get("show", "open")
    return page(
        "mentoring/inbox.html",
        profile=profile,
        shown=shown if shown in ("open", "teams", "answered") else "open",
        waiting=queries.still_open(received),
        answered=queries.answered(received) if shown == "answered" else [],
        mentorships=queries.mentorships_of(profile),
        form=Confirmation(),
    )


@bp.get("/requests/<uuid:asked_id>", endpoint="request")
@access(rules.READ_REQUEST, asked=queries.request_for_page)
def request_(asked: MentorRequest) -> Page:
    return _request_page(asked)


@bp.post("/requests/<uuid:asked_id>/acceptance")
@access(rules.ANSWER, asked=queries.request_for_page)
def accept(asked: MentorRequest) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.accept, asked, by=current_user):
        flash(_("Good: you work together now. Agree on your first meeting with the team."))
        return redirect(url_for("together.show", mentorship_id=form.outcome.id))
    return _request_page(asked, refused=form)


@bp.route("/requests/<uuid:asked_id>/refusal", methods=["GET", "POST"])
@access(rules.ANSWER, asked=queries.request_for_page)
def decline(asked: MentorRequest) -> Page:
    form = RefusalForm()
    if form.sent() and form.attempt(
        actions.decline, asked, reason=form.told, pausing=form.pause.data, by=current_user
    ):
        flash(_("The team is told, and is shown somebody else."))
        if asked.profile.state is MentorState.PAUSED:
            flash(_("You get no new requests until you say so."))
        return redirect(url_for("mentoring.inbox"))
    return page("mentoring/decline.html", form=form, asked=asked)


@bp.route("/requests/<uuid:asked_id>/question", methods=["GET", "POST"])
@access(rules.ANSWER, asked=queries.request_for_page)
def need_more(asked: MentorRequest) -> Page:
    form = QuestionForm()
    if form.sent() and form.attempt(actions.need_more, asked, **form.answers, by=current_user):
        flash(_("Your question is with the team."))
        return redirect(url_for("mentoring.inbox"))
    return page("mentoring/need_more.html", form=form, asked=asked)


@bp.post("/requests/<uuid:asked_id>/answer")
@access(rules.SAY_MORE, asked=queries.request_for_page)
def say_more(asked: MentorRequest) -> Page:
    form = SayMoreForm()
    if form.sent() and form.attempt(actions.say_more, asked, **form.answers, by=current_user):
        flash(_("The mentor has your answer."))
        return redirect(url_for("mentoring.inbox", side="team"))
    return _request_page(asked, form=form)


@bp.post("/requests/<uuid:asked_id>/withdrawal")
@access(rules.WITHDRAW, asked=queries.request_for_page)
def withdraw(asked: MentorRequest) -> Response:
    actions.withdraw(asked, by=current_user)
    flash(_("The request is taken back."))
    return redirect(url_for("mentoring.inbox", side="team"))


@bp.route("/mentorships/<uuid:mentorship_id>/end", methods=["GET", "POST"])
@access(rules.END, mentorship=Mentorship)
def end(mentorship: Mentorship) -> Page:
    form = EndForm()
    if form.sent() and form.attempt(
        actions.end, mentorship, reason=form.reason.data or "", by=current_user
    ):
        flash(_("The mentoring has ended."))
        if can(current_user, "mentorship.read", mentorship):  # where both sides look back
            return redirect(url_for("together.show", mentorship_id=mentorship.id))
        return redirect(url_for("mentoring.inbox"))
    return page("mentoring/end.html", form=form, mentorship=mentorship)


def _team_inbox() -> Page:
    teams = db.session.scalars(teams_of(current_user).limit(20)).all()
    sent = {team: db.session.scalars(queries.requests(by=team).limit(50)).all() for team in teams}
    return page("mentoring/team_inbox.html", sent=sent, profile=queries.profile_of(current_user))


def _request_page(
    asked: MentorRequest, *, form: Form | None = None, refused: Form | None = None
) -> Page:
    saying_more = form or (
        SayMoreForm(need=asked.need) if can(current_user, rules.SAY_MORE, asked) else None
    )
    return page(
        "mentoring/request.html",
        asked=asked,
        form=refused or saying_more,
        more=saying_more,
        next=_next_for(asked),
    )


def _next_for(asked: MentorRequest) -> Recommended | None:
    """Where this mentor will not come: who fits the team best today, for the team alone."""
    if asked.state not in queries.IN_VAIN or not can(current_user, rules.RECOMMEND, asked.team):
        return None
    return next(iter(actions.recommend(asked.team, limit=1)), None)
