"""Meetings: times, the call, notes, next steps, and a file for a calendar."""

from urllib.parse import urlsplit

from flask import abort, current_app, flash, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.domain.calendar import Event, calendar
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import now
from mentorhub.platform.forms import Agreement, Confirmation
from mentorhub.platform.i18n import _
from mentorhub.together import actions, queries, rules
from mentorhub.together.forms import ChoiceForm, NotesForm, ProposalForm, RoomForm
from mentorhub.together.models import Meeting, NextStep
from mentorhub.together.views.pages import back, bp, shown


@bp.route("/mentorships/<uuid:mentorship_id>/meetings/new", methods=["GET", "POST"])
@access(rules.WORK, mentorship=Mentorship)
def propose(mentorship: Mentorship) -> Page | Response:
    agreed, table = queries.agreed(mentorship), queries.table_of(mentorship)
    form = ProposalForm(format=agreed.format if agreed else "online")
    if table.guarded:
        form.keep_to_what_a_minor_may()
    if form.sent() and form.attempt(
        actions.propose,
        mentorship,
        times=form.times,
        minutes=form.minutes.data,
        format=form.format.data,
        place=form.place.data or "",
        beside=form.beside.data or "",
        by=current_user,
    ):
        flash(_("The times are with the other side."))
        return back(mentorship)
    return page("together/propose.html", form=form, mentorship=mentorship, table=table)


@bp.post("/meetings/<uuid:meeting_id>/acceptance")
@access(rules.WORK, meeting=Meeting)
def accept(meeting: Meeting) -> Page | Response:
    form = ChoiceForm()
    if form.sent() and form.attempt(actions.accept, meeting, at=form.moment, by=current_user):
        flash(_("Agreed. It stands in your dates, and as a file for your calendar on this page."))
        return back(meeting.mentorship)
    return shown(meeting.mentorship, form)


@bp.route("/meetings/<uuid:meeting_id>/calling-off", methods=["GET", "POST"])
@access(rules.WORK, meeting=Meeting)
def call_off(meeting: Meeting) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.call_off, meeting, by=current_user):
        flash(_("Called off. The other side is told; propose another time."))
        return back(meeting.mentorship)
    return page("together/call_off.html", form=form, meeting=meeting)


@bp.post("/meetings/<uuid:meeting_id>/room")
@access(rules.OPEN_ROOM, meeting=Meeting)
def open_room(meeting: Meeting) -> Page | Response:
    form = RoomForm()
    if form.sent() and form.attempt(
        actions.open_room, meeting, room=form.room.data, by=current_user
    ):
        flash(_("Everybody in the meeting finds the call on this page."))
        return back(meeting.mentorship)
    return shown(meeting.mentorship, form)


@bp.route("/meetings/<uuid:meeting_id>/notes", methods=["GET", "POST"])
@access(rules.WORK, meeting=Meeting)
def note(meeting: Meeting) -> Page | Response:
    steps = [{"text": one.text, "side": one.side, "due": one.due} for one in meeting.steps]
    form = NotesForm(
        minutes=meeting.minutes, done=meeting.done, decided=meeting.decided, steps=steps
    )
    if form.sent() and form.attempt(
        actions.note,
        meeting,
        minutes=form.minutes.data,
        done=form.done.data,
        decided=form.decided.data or "",
        steps=form.named_steps,
        by=current_user,
    ):
        flash(_("Noted. The other side is asked whether it was so."))
        return back(meeting.mentorship)
    return page("together/note.html", form=form, meeting=meeting)


@bp.post("/meetings/<uuid:meeting_id>/confirmation")
@access(rules.WORK, meeting=Meeting)
def confirm(meeting: Meeting) -> Page | Response:
    form = Agreement()
    if form.sent() and form.attempt(actions.confirm, meeting, seen=form.seen.data, by=current_user):
        flash(_("Confirmed: the meeting counts."))
        return back(meeting.mentorship)
    return shown(meeting.mentorship, form)


@bp.post("/steps/<uuid:step_id>/tick")
@access(rules.WORK, step=NextStep)
def tick(step: NextStep) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.tick, step, by=current_user):
        flash(_("Done.") if form.outcome else _("Open again."))
        return back(step.mentorship)
    return shown(step.mentorship, form)


@bp.get("/meetings/<uuid:meeting_id>/meeting.ics", endpoint="file")
@access(rules.READ, meeting=Meeting)
def file(meeting: Meeting) -> Response:
    """The same event as in the person's own feed, known again by its key."""
    if meeting.begins_at is None or queries.is_paused(meeting.mentorship):
        abort(404)
    root = str(current_app.config["BASE_URL"])
    event = Event(
        uid=f"{meeting.id}@{urlsplit(root).netloc}",
        title=_("Meeting: team %(team)s", team=meeting.mentorship.team.name),
        at=meeting.begins_at,
        url=root + url_for("together.show", mentorship_id=meeting.mentorship_id),
        sequence=meeting.version,
        minutes=meeting.minutes,
    )
    reply = Response(calendar([event], stamp=now()), mimetype="text/calendar")
    reply.headers["Cache-Control"] = "private, no-store"
    return reply
