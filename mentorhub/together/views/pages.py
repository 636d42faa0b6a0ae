"""The page of a team and its mentor, which every step leads back to."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.conversations.models import Thread
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation, Form
from mentorhub.together import queries, rules
from mentorhub.together.forms import AGENDA, REACHED, RHYTHMS, RoomForm
from mentorhub.together.models import Meeting

bp = Blueprint("together", __name__)


@bp.get("/mentorships/<uuid:mentorship_id>")
@access(rules.READ, mentorship=Mentorship)
def show(mentorship: Mentorship) -> Page:
    return shown(mentorship, Confirmation())


@bp.app_template_global()
def meetings_about(thread: Thread) -> list[Meeting]:
    """Agreed ones, for a guardian who reads along."""
    work = db.session.get(Mentorship, thread.subject_id)
    return [one for one in queries.meetings(work) if one.begins_at] if work else []


def back(work: Mentorship) -> Response:
    return redirect(url_for("together.show", mentorship_id=work.id), 303)


def shown(work: Mentorship, form: Form) -> Page:
    return page(
        "together/show.html",
        form=form,
        mentorship=work,
        table=queries.table_of(work),
        thread=queries.thread_of(work),
        paused=queries.is_paused(work),
        side=queries.side_of(work, current_user),
        agreed=queries.agreed(work),
        proposed=queries.proposed(work),
        meetings=queries.meetings(work),
        steps=queries.open_steps(work),
        minutes=queries.confirmed_minutes(work),
        room=RoomForm(),
        reviews=queries.reviews(work),
        reached=REACHED,
        rhythms=RHYTHMS,
        agenda=AGENDA,
    )
