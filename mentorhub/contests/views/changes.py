"""What changed since a contest was announced, and what waits for a second person."""

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response as Redirect

from mentorhub.contests import actions, queries, rules
from mentorhub.contests.domain.stages import span_in_words
from mentorhub.contests.forms import DeadlineForm
from mentorhub.contests.models import Amendment, ByTwo, Change, Contest
from mentorhub.contests.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import LANGUAGES, _, language, spoken
from mentorhub.platform.permissions import can


@bp.get("/contests/<uuid:contest_id>/changes")
@access(rules.READ, contest=Contest)
def changes(contest: Contest) -> Page:
    found = db.session.scalars(queries.changes_of(contest)).all()
    inside = can(current_user, rules.RUN, contest)
    names = {one.id: _names(one) for one in found} if inside else {}
    return page("contests/changes.html", contest=contest, changes=found, names=names)


def _names(change: Change) -> str:
    """Who did it, for organisers; everybody else reads how many it took."""
    both = (change.by, change.agreed_by)
    return ", ".join(one.display_name for one in both if one is not None)


@bp.app_template_global()
def number_of_changes(contest: Contest) -> int:
    return queries.last_change(contest)


@bp.app_template_global()
def said_of(parts: list[dict[str, Any]]) -> list[tuple[str, str, list[str], list[str]]]:
    """The parts of a change as this reader reads them.

    Of each the rule, what was said and what is said, before it the language if it is another:
    what differs in no word for the reader is told in a language in which it does.
    """
    return [_said(part) for part in parts]


def _said(part: dict[str, Any]) -> tuple[str, str, list[str], list[str]]:
    own = language()
    readings = [
        (
            part["rule"],
            "" if tongue == own else tongue,
            _read(part["before"], tongue),
            _read(part["after"], tongue),
        )
        for tongue in dict.fromkeys((own, *LANGUAGES))  # Vietnamese before the others
    ]
    return next((one for one in readings if one[2] != one[3]), readings[0])


def _read(told: list[dict[str, str]], tongue: str) -> list[str]:
    return [words for one in told if (words := one.get(tongue, ""))]


@bp.route("/contests/<uuid:contest_id>/extension", methods=["GET", "POST"])
@access(rules.EXTEND, contest=Contest)
def extend(contest: Contest) -> Page | Redirect:
    """Another deadline is asked for here, later or earlier."""
    form = DeadlineForm(closes_at=contest.closes_at)
    if form.sent() and form.attempt(
        actions.propose_deadline, contest, **form.answers, by=current_user
    ):
        flash(_("The other organisers have been asked. Until one agrees the deadline stays."))
        return redirect(url_for("contests.amendment", amendment_id=form.outcome.id))
    waiting = db.session.scalars(queries.open_amendments(contest, ByTwo.DEADLINE)).all()
    stages = [
        (spoken(stage.name), span_in_words(stage.first_day, stage.last_day, year=today().year))
        for stage in contest.later_stages
    ]
    return page("contests/extend.html", form=form, contest=contest, waiting=waiting, stages=stages)


@bp.get("/amendments/<uuid:amendment_id>")
@access(rules.SEE_AMENDMENT, amendment=Amendment)
def amendment(amendment: Amendment) -> Page:
    return _asked(amendment, Confirmation())


@bp.post("/amendments/<uuid:amendment_id>/agreement")
@access(rules.AGREE_TO_DEADLINE, amendment=Amendment)
def agree(amendment: Amendment) -> Page | Redirect:
    form = Confirmation()
    if form.sent() and form.attempt(actions.agree_to_deadline, amendment, by=current_user):
        flash(_("The deadline has been moved; every team is told."))
        return redirect(url_for("contests.changes", contest_id=amendment.contest_id), 303)
    return _asked(amendment, form)


@bp.post("/amendments/<uuid:amendment_id>/declining")
@access(rules.SEE_AMENDMENT, amendment=Amendment)
def decline(amendment: Amendment) -> Page | Redirect:
    form = Confirmation()
    if form.sent() and form.attempt(actions.decline, amendment, by=current_user):
        flash(_("Nothing changes: the contest stays as it is."))
        return redirect(url_for("contests.amendment", amendment_id=amendment.id), 303)
    return _asked(amendment, form)


def _asked(amendment: Amendment, form: Confirmation) -> Page:
    """What was asked for, by whom and why, and the two answers."""
    return page(
        "contests/amendment.html",
        form=form,
        amendment=amendment,
        contest=amendment.contest,
        void=actions.why_void(amendment),
    )
