"""Setting a contest up and running it, for its organisers."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response as Redirect

from mentorhub.contests import actions, queries, rules
from mentorhub.contests.domain.preparation import Gap
from mentorhub.contests.forms import (
    CriteriaForm,
    DocumentsForm,
    EditForm,
    LatenessForm,
    LimitsForm,
    OrganisersForm,
    PointsForm,
    PrizesForm,
    RoundsForm,
    TermsForm,
    WordsForm,
)
from mentorhub.contests.models import Amendment, Contest
from mentorhub.contests.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.fields import options
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, sentence


@bp.app_template_global()
def in_words(gap: Gap) -> str:
    return sentence(_(gap.message), gap.facts)


@bp.get("/contests/<uuid:contest_id>/prepare")
@access(rules.RUN, contest=queries.whole)
def prepare(contest: Contest) -> Page:
    return page(
        "contests/prepare.html",
        contest=contest,
        waiting=db.session.scalars(queries.open_amendments(contest)).all(),
        gaps=queries.gaps_of(contest) if contest.is_draft else [],
    )


@bp.route("/contests/<uuid:contest_id>/edit", methods=["GET", "POST"])
@access(rules.CHANGE, contest=Contest)
def edit(contest: Contest) -> Page | Redirect:
    form = EditForm(data=WordsForm.values(contest), version=contest.version)
    return _part(form, actions.edit, contest, "contests/edit.html")


@bp.route("/contests/<uuid:contest_id>/terms", methods=["GET", "POST"])
@access(rules.CHANGE, contest=Contest)
def terms(contest: Contest) -> Page | Redirect:
    return _part(TermsForm(obj=contest), actions.set_terms, contest, "contests/terms.html")


@bp.route("/contests/<uuid:contest_id>/limits", methods=["GET", "POST"])
@access(rules.CHANGE, contest=Contest)
def limits(contest: Contest) -> Page | Redirect:
    return _part(LimitsForm(obj=contest), actions.set_limits, contest, "contests/limits.html")


@bp.route("/contests/<uuid:contest_id>/points", methods=["GET", "POST"])
@access(rules.CHANGE, contest=queries.whole)
def points(contest: Contest) -> Page | Redirect:
    form = PointsForm(version=contest.version, **PointsForm.values(contest))
    return _part(form, actions.set_points, contest, "contests/points.html")


@bp.route("/contests/<uuid:contest_id>/rounds", methods=["GET", "POST"])
@access(rules.CHANGE, contest=queries.whole)
def rounds(contest: Contest) -> Page | Redirect:
    form = RoundsForm(version=contest.version, rounds=RoundsForm.values(contest))
    return _part(form, actions.set_rounds, contest, "contests/rounds.html")


@bp.route("/contests/<uuid:contest_id>/lateness", methods=["GET", "POST"])
@access(rules.CHANGE, contest=queries.whole)
def lateness(contest: Contest) -> Page | Redirect:
    form = LatenessForm(obj=contest)
    return _part(form, actions.set_lateness, contest, "contests/lateness.html")


@bp.route("/contests/<uuid:contest_id>/criteria", methods=["GET", "POST"])
@access(rules.CHANGE, contest=queries.whole)
def criteria(contest: Contest) -> Page | Redirect:
    rows = {"criteria": CriteriaForm.values(contest), "by_stage": CriteriaForm.by_stages(contest)}
    form = CriteriaForm(obj=contest, **rows)
    form.offer_stages(contest)
    by_two = contest.rubric_is_locked
    action = actions.propose_criteria if by_two else actions.set_criteria
    return _part(form, action, contest, "contests/criteria.html")


@bp.route("/contests/<uuid:contest_id>/documents", methods=["GET", "POST"])
@access(rules.CHANGE, contest=queries.whole)
def documents(contest: Contest) -> Page | Redirect:
    form = DocumentsForm(version=contest.version, **DocumentsForm.values(contest))
    return _part(form, actions.set_documents, contest, "contests/documents.html")


@bp.route("/contests/<uuid:contest_id>/prizes", methods=["GET", "POST"])
@access(rules.CHANGE, contest=queries.whole)
def prizes(contest: Contest) -> Page | Redirect:
    form = PrizesForm(version=contest.version, **PrizesForm.values(contest))
    return _part(form, actions.set_prizes, contest, "contests/prizes.html")


@bp.route("/contests/<uuid:contest_id>/organisers", methods=["GET", "POST"])
@access(rules.CHANGE, second_step=True, contest=Contest)
def organisers(contest: Contest) -> Page | Redirect:
    people = {person.id: person for person in queries.possible_organisers(contest.unit)}
    form = OrganisersForm(people=[organiser.person_id for organiser in contest.organisers])
    others = [person for person in people.values() if person.id != current_user.id]
    form.people.choices = options((person.id, person.display_name) for person in others)
    if form.sent():
        chosen = [people[key] for key in form.people.data]
        if form.attempt(actions.choose_organisers, contest, people=chosen, by=current_user):
            return _saved(contest)
    return page("contests/organisers.html", form=form, contest=contest, others=others)


@bp.route("/contests/<uuid:contest_id>/announcement", methods=["GET", "POST"])
@access(rules.ANNOUNCE, contest=queries.whole)
def announce(contest: Contest) -> Page | Redirect:
    form = Confirmation()
    if form.sent() and form.attempt(actions.announce, contest, by=current_user):
        flash(_("The contest is announced."))
        return redirect(url_for("contests.show", contest_id=contest.id))
    return page(
        "contests/announce.html",
        form=form,
        contest=contest,
        gaps=queries.gaps_of(contest),
        opens_at_once=contest.opens_at <= now(),
    )


def _part(
    form: Any, action: Callable[..., Any], contest: Contest, template: str
) -> Page | Redirect:
    """A page of the set-up: rows moved about, or saved, or shown with what is wrong."""
    form.owe_a_reason(contest)
    if hasattr(form, "rearranged") and form.rearranged():
        if isinstance(form, CriteriaForm):
            form.offer_stages(contest)  # to the new row, too
        return page(template, form=form, contest=contest)
    if form.sent() and form.attempt(
        action, contest, **form.claim, **form.contents(), by=current_user
    ):
        return _done(contest, form.outcome)
    if form.refused:
        form.take_version(contest)
    return page(template, form=form, contest=contest)


def _done(contest: Contest, outcome: Any) -> Redirect:
    """Saved; or asked for, where a second person has to agree."""
    if not isinstance(outcome, Amendment):
        return _saved(contest)
    flash(_("The other organisers have been asked. Until one agrees nothing changes."))
    return redirect(url_for("contests.amendment", amendment_id=outcome.id))


def _saved(contest: Contest) -> Redirect:
    flash(_("Saved."))
    return redirect(url_for("contests.prepare", contest_id=contest.id))
