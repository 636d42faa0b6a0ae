"""A team's complaint, from the form to the answer, and the list of those who answer."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.complaints import actions, queries, rules
from mentorhub.complaints.forms import KINDS, AnswerForm, ComplaintForm
from mentorhub.complaints.models import Complaint, Kind
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Agreement, Form
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.publishing.queries import published_for

bp = Blueprint("complaints", __name__)


@bp.route("/entries/<uuid:entry_id>/complaint", methods=["GET", "POST"])
@access(rules.FILE, entry=Entry)
def create(entry: Entry) -> Page | Response:
    form = ComplaintForm()
    if form.sent() and form.attempt(
        actions.file,
        entry,
        kind=Kind(form.answers["kind"]),
        text=form.answers["text"],
        key=form.page,
        by=current_user,
    ):
        flash(_("Your complaint is with the organisers. You read the answer here."))
        return redirect(url_for("publishing.own", entry_id=entry.id))
    until = published_for(entry.contest).complaints_until
    return page("complaints/create.html", form=form, entry=entry, until=until)


@bp.get("/contests/<uuid:contest_id>/complaints")
@access(rules.LIST, contest=Contest)
def directory(contest: Contest) -> Page:
    found = queries.complaints_in(contest)
    return page(
        "complaints/directory.html",
        contest=contest,
        publication=published_for(contest),
        complaints=found,
        kinds=KINDS,
    )


@bp.get("/complaints/<uuid:complaint_id>")
@access(rules.READ, complaint=Complaint)
def show(complaint: Complaint) -> Page:
    return _page(complaint, AnswerForm())


@bp.post("/complaints/<uuid:complaint_id>/answer")
@access(rules.ANSWER, complaint=Complaint)
def answer(complaint: Complaint) -> Page | Response:
    form = AnswerForm()
    if form.sent() and form.attempt(
        actions.propose,
        complaint,
        is_upheld=form.answers["upheld"] == "yes",
        answer=form.answers["answer"],
        by=current_user,
    ):
        flash(_("The answer waits for another organiser. The team reads it only then."))
        return redirect(url_for("complaints.show", complaint_id=complaint.id))
    return _page(complaint, form)


@bp.post("/complaints/<uuid:complaint_id>/agreement")
@access(rules.AGREE, complaint=Complaint)
def agree(complaint: Complaint) -> Page | Response:
    form = Agreement()
    if form.sent() and form.attempt(actions.agree, complaint, seen=form.seen.data, by=current_user):
        flash(_("The team reads the answer now."))
        return redirect(url_for("complaints.show", complaint_id=complaint.id))
    return _page(complaint, form)


@bp.app_template_global("complaints_of")
def of_entry(entry: Entry) -> list[Complaint]:
    return list(queries.complaints_of(entry))


@bp.app_template_global("kind_of_complaint")
def kind_in_words(complaint: Complaint) -> str:
    return str(KINDS[complaint.kind])


def _page(complaint: Complaint, form: Form) -> Page:
    """The team reads an answer two have agreed to; whoever answers reads what waits, too."""
    answers = can(current_user, rules.ANSWER, complaint)
    return page(
        "complaints/show.html",
        complaint=complaint,
        entry=complaint.entry,
        contest=complaint.contest,
        publication=published_for(complaint.contest),
        form=form,
        answering=form if isinstance(form, AnswerForm) else AnswerForm(),
        answers=answers,
        again=actions.looked_at_again(complaint) if answers and not complaint.is_answered else None,
    )
