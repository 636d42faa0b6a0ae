"""What the check asks of a team, as the team reads and answers it."""

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.eligibility import actions, queries, rules
from mentorhub.eligibility.forms import PARTS, AnswerForm
from mentorhub.eligibility.models import Decision
from mentorhub.eligibility.views.blueprint import bp
from mentorhub.entries.models import Entry
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _


@bp.route("/entries/<uuid:entry_id>/check/answer", methods=["GET", "POST"])
@access(rules.ANSWER, entry=Entry)
def answer(entry: Entry) -> Page | Response:
    form = AnswerForm()
    if form.sent() and form.attempt(actions.answer, entry, words=form.words.data, by=current_user):
        flash(_("Your answer is with the organisers."))
        return redirect(url_for("entries.show", entry_id=entry.id))
    return page("eligibility/answer.html", form=form, entry=entry, asked=asked_of(entry))


@bp.app_template_global()
def asked_of(entry: Entry) -> Decision | None:
    """The question that waits for the team, if there is one."""
    if entry.is_disqualified:
        return None
    latest = queries.latest_of(entry)
    return latest if latest is not None and latest.is_open_question else None


@bp.app_template_global()
def parts_in_words(parts: list[str]) -> list[Any]:
    return [PARTS[one] for one in PARTS if one in parts]
