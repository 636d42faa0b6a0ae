"""Where an organiser builds the form of a contest, and tries it as a team will see it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.domain.templates import PlannedQuestion
from mentorhub.contests.models import Contest
from mentorhub.contests.rules import CHANGE
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation, Form
from mentorhub.platform.i18n import _, day, decimal, sentence
from mentorhub.questions import actions, queries
from mentorhub.questions.domain.asking import PARTS, Kind
from mentorhub.questions.domain.sentences import told_in_order
from mentorhub.questions.forms import (
    KINDS,
    PartsForm,
    QuestionForm,
    RemovalForm,
    fields_of,
    lines_of,
    sector_name,
)
from mentorhub.questions.models import Question

bp = Blueprint("questions", __name__)
FORM = "/contests/<uuid:contest_id>/questions"
ONE = f"{FORM}/<uuid:question_id>"
bp.add_app_template_global(sector_name, "sector_name")
bp.add_app_template_global(queries.told, "told_answers")
bp.add_app_template_global(queries.files_asked, "files_asked")
USUAL = {name for name, is_needed in PARTS.items() if is_needed}
STEPS = {"up": -1, "down": 1}


@bp.app_template_filter()
def plain_number(text: str) -> str:
    """A number as it is stored, in the reader's way of writing."""
    number = Decimal(text)
    return str(decimal(number, max(0, -int(number.as_tuple().exponent))))


@bp.app_template_filter()
def plain_day(text: str) -> str:
    return str(day(date.fromisoformat(text)))


@bp.app_template_global()
def form_explained(contest: Contest, asking: Sequence[PlannedQuestion] = ()) -> list[list[str]]:
    """What the form asks in sentences, part by part; of a template what it is going to ask."""
    planned = queries.worded(actions.of_template(asking), contest)
    told = queries.told_by_question(contest) if contest.id else told_in_order(USUAL, planned)
    return [[sentence(_(one.message), one.facts) for one in part] for part in told]


@bp.app_template_global()
def kind_name(kind: Kind) -> Any:
    return KINDS[kind]


@bp.route(FORM, methods=["GET", "POST"])
@access(CHANGE, contest=Contest)
def build(contest: Contest) -> Page | Response:
    form = PartsForm(data={"parts": sorted(queries.needed_parts(contest))})
    form.owe_a_reason(contest)
    wanted = {"names": form.parts.data or [], "reason": form.why}
    if form.sent() and form.attempt(actions.insist, contest, **wanted, by=current_user):
        flash(_("Saved."))
        return redirect(url_for("questions.build", contest_id=contest.id))
    return _builder(contest, form)


@bp.route(f"{FORM}/new/<kind>", methods=["GET", "POST"])
@access(CHANGE, contest=Contest)
def ask(contest: Contest, kind: str) -> Page | Response:
    wanted = next((one for one in Kind if one.value == kind), None) or abort(404)
    form = QuestionForm(wanted, queries.questions_of(contest), contest)
    form.owe_a_reason(contest)
    if form.sent() and form.attempt(
        actions.ask, contest, wanted, by=current_user, **form.contents()
    ):
        flash(_("The question is in the form."))
        return redirect(_place(contest, form.outcome))
    return page("questions/edit.html", form=form, contest=contest, kind=wanted, question=None)


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@access(CHANGE, contest=Contest, question=Question)
def change(contest: Contest, question: Question) -> Page | Response:
    _refuse_what_is_not_asked(contest, question)
    before = [one for one in queries.questions_of(contest) if one.position < question.position]
    form = QuestionForm(question.kind, before, contest, data=QuestionForm.values(question))
    form.owe_a_reason(contest)
    version = form.version.data or 0
    if form.sent() and form.attempt(
        actions.change, question, version=version, by=current_user, **form.contents()
    ):
        flash(_("Saved."))
        return redirect(_place(contest, question))
    if form.refused:
        form.take_version(question)
    return page(
        "questions/edit.html", form=form, contest=contest, kind=question.kind, question=question
    )


@bp.post(f"{ONE}/<any(up, down):way>")
@access(CHANGE, contest=Contest, question=Question)
def move(contest: Contest, question: Question, way: str) -> Page | Response:
    _refuse_what_is_not_asked(contest, question)
    form = Confirmation()
    if form.sent() and form.attempt(actions.move, question, STEPS[way], by=current_user):
        return redirect(_place(contest, question))
    return _refused(contest, form)


@bp.route(f"{ONE}/removal", methods=["GET", "POST"])
@access(CHANGE, contest=Contest, question=Question)
def remove(contest: Contest, question: Question) -> Page | Response:
    _refuse_what_is_not_asked(contest, question)
    form = RemovalForm()
    form.owe_a_reason(contest)
    if form.sent() and form.attempt(actions.remove, question, by=current_user, reason=form.why):
        flash(_("The question is not asked any more."))
        return redirect(url_for("questions.build", contest_id=contest.id))
    hanging = queries.hanging_on(question)
    return page(
        "questions/remove.html", form=form, contest=contest, question=question, hanging=hanging
    )


@bp.get(f"{FORM}/preview")
@access(CHANGE, contest=Contest)
def preview(contest: Contest) -> Page:
    """With boxes one can try; nothing here is kept."""
    questions = queries.questions_of(contest)
    form = type("Preview", (Form,), fields_of(questions))(formdata=None)
    lines = lines_of(questions, form)
    return page("questions/preview.html", contest=contest, lines=lines)


def _builder(contest: Contest, form: Form) -> Page:
    questions = queries.all_of(contest)
    return page(
        "questions/build.html",
        contest=contest,
        form=form,
        lines=lines_of([one for one in questions if one.removed_at is None], ()),
        removed=[one for one in questions if one.removed_at is not None],
        kinds=KINDS,
    )


def _refused(contest: Contest, refusal: Form) -> Page:
    form = PartsForm(formdata=None, data={"parts": sorted(queries.needed_parts(contest))})
    form.owe_a_reason(contest)
    form.refused = refusal.refused
    return _builder(contest, form)


def _refuse_what_is_not_asked(contest: Contest, question: Question) -> None:
    if question.contest_id != contest.id or question.removed_at is not None:
        abort(404)


def _place(contest: Contest, question: Question) -> str:
    return url_for("questions.build", contest_id=contest.id, _anchor=f"q-{question.key}")
