"""The page a team will write on, of a contest that is not open yet: nothing can be sent."""

from mentorhub.contests.models import Contest, announced
from mentorhub.contests.queries import whole
from mentorhub.contests.rules import PREVIEW
from mentorhub.entries.forms import EntryForm
from mentorhub.entries.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.questions.forms import fields_of, lines_of
from mentorhub.questions.queries import needed_parts, questions_of


@bp.get("/contests/<uuid:contest_id>/preview/entry")
@access(PREVIEW, contest=whole)
def before_opening(contest: Contest) -> Page:
    questions = questions_of(contest)
    parts = {f"q_{question.key}": "" for question in questions}
    form = type("Preview", (EntryForm,), fields_of(questions))(parts, formdata=None)
    form.offer(None)
    form.offer_fields(contest.limits)
    return page(
        "entries/before.html",
        contest=announced(contest, opened=True),
        shown=form,
        lines=lines_of(questions, form),
        needed=needed_parts(contest),
    )
