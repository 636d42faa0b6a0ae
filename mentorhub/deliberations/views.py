"""The room of a jury: its agenda, one entry at a time, its votes."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.deliberations import actions, queries, rules
from mentorhub.deliberations.forms import (
    RemarkForm,
    SettleForm,
    VoteForm,
    motion_form,
    places_in,
)
from mentorhub.deliberations.models import Answer, Deliberation, Discussion, Matter, Motion
from mentorhub.judging.queries import marked_by
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Agreement, Confirmation, Form
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can

bp = Blueprint("deliberations", __name__)


@bp.app_template_global()
def deliberation_of(contest: Contest) -> Deliberation | None:
    """For whoever may enter its room: everybody else has none."""
    return queries.deliberation_of(contest) if can(current_user, rules.ROOM, contest) else None


@bp.get("/contests/<uuid:contest_id>/deliberation")
@access(rules.ROOM, contest=Contest)
def room(contest: Contest) -> Page:
    return _room(contest, Confirmation())


@bp.post("/contests/<uuid:contest_id>/deliberation")
@access(rules.OPEN, contest=Contest)
def propose(contest: Contest) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.propose, contest, by=current_user):
        flash(_("The other organisers have been asked."))
        return _back(contest)
    return _room(contest, form)


@bp.post("/deliberations/<uuid:deliberation_id>/agreement")
@access(rules.AGREE, deliberation=Deliberation)
def agree(deliberation: Deliberation) -> Page | Response:
    form = Agreement()
    if form.sent() and form.attempt(
        actions.agree, deliberation, seen=form.seen.data, by=current_user
    ):
        flash(_("The deliberation is open. The jurors have been told."))
        return _back(deliberation.contest)
    return _room(deliberation.contest, form)


@bp.post("/deliberations/<uuid:deliberation_id>/calling-off")
@access(rules.LEAD, deliberation=Deliberation)
def call_off(deliberation: Deliberation) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.call_off, deliberation, by=current_user):
        flash(_("The proposal is called off; nothing has changed."))
        return _back(deliberation.contest)
    return _room(deliberation.contest, form)


@bp.post("/deliberations/<uuid:deliberation_id>/end")
@access(rules.LEAD, deliberation=Deliberation)
def close(deliberation: Deliberation) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.close, deliberation, by=current_user):
        flash(_("The deliberation is over."))
        return _back(deliberation.contest)
    return _room(deliberation.contest, form)


@bp.get("/discussions/<uuid:discussion_id>")
@access(rules.READ, discussion=Discussion)
def discussion(discussion: Discussion) -> Page:
    return _talk(discussion, RemarkForm())


@bp.post("/discussions/<uuid:discussion_id>")
@access(rules.SPEAK, discussion=Discussion)
def speak(discussion: Discussion) -> Page | Response:
    form = RemarkForm()
    if form.sent() and form.attempt(
        actions.speak, discussion, text=form.text.data, key=form.page, by=current_user
    ):
        where = url_for("deliberations.discussion", discussion_id=discussion.id, _anchor="remarks")
        return redirect(where, 303)
    return _talk(discussion, form)


@bp.post("/discussions/<uuid:discussion_id>/floor")
@access(rules.CALL, discussion=Discussion)
def begin(discussion: Discussion) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.begin, discussion, by=current_user):
        return redirect(url_for("deliberations.discussion", discussion_id=discussion.id), 303)
    return _room(discussion.deliberation.contest, form)


@bp.post("/discussions/<uuid:discussion_id>/end")
@access(rules.CALL, discussion=Discussion)
def end(discussion: Discussion) -> Page | Response:
    form = Confirmation()
    if form.sent():
        actions.end(discussion, by=current_user)
    return _back(discussion.deliberation.contest)


@bp.route("/deliberations/<uuid:deliberation_id>/motions", methods=["GET", "POST"])
@access(rules.LEAD, deliberation=Deliberation)
def move(deliberation: Deliberation) -> Page | Response:
    entries = [one.entry for one in queries.agenda(deliberation)]
    form = motion_form(entries)
    if form.sent() and form.attempt(
        actions.move,
        deliberation,
        matter=Matter(form.matter.data),
        text=form.text.data,
        places=places_in(form),
        by=current_user,
    ):
        return redirect(url_for("deliberations.motion", motion_id=form.outcome.id), 303)
    contest = deliberation.contest
    return page("deliberations/move.html", form=form, contest=contest, entries=entries)


@bp.get("/motions/<uuid:motion_id>")
@access(rules.READ_MOTION, motion=Motion)
def motion(motion: Motion) -> Page:
    return _motion(motion, VoteForm(formdata=None), SettleForm(formdata=None))


@bp.post("/motions/<uuid:motion_id>/vote")
@access(rules.VOTE, motion=Motion)
def vote(motion: Motion) -> Page | Response:
    form = VoteForm()
    if form.sent() and form.attempt(
        actions.vote, motion, answer=Answer(form.answer.data), by=current_user
    ):
        flash(_("Your vote counts. Until the vote is settled you may change it."))
        return redirect(url_for("deliberations.motion", motion_id=motion.id), 303)
    return _motion(motion, form, SettleForm(formdata=None))


@bp.post("/motions/<uuid:motion_id>/settlement")
@access(rules.SETTLE, motion=Motion)
def settle(motion: Motion) -> Page | Response:
    form = SettleForm()
    if form.sent() and form.attempt(
        actions.settle, motion, reason=form.reason.data, by=current_user
    ):
        flash(_("The vote is settled, with its reason."))
        return redirect(url_for("deliberations.motion", motion_id=motion.id), 303)
    return _motion(motion, VoteForm(formdata=None), form)


def _back(contest: Contest) -> Response:
    return redirect(url_for("deliberations.room", contest_id=contest.id), 303)


def _room(contest: Contest, form: Form) -> Page:
    found = queries.deliberation_of(contest)
    was_opened = found is not None and found.was_opened
    agenda = queries.agenda(found) if found is not None and was_opened else []
    votes = queries.motions_of(found) if found is not None and was_opened else []
    shown = [one for one in agenda if can(current_user, rules.READ, one)]
    return page(
        "deliberations/room.html",
        form=form,
        contest=contest,
        deliberation=found,
        leads=can(current_user, rules.OPEN, contest),
        shown=shown,
        motions=[one for one in votes if can(current_user, rules.READ_MOTION, one)],
        outside=_is_outside(agenda, shown),
    )


def _is_outside(agenda: Sequence[Discussion], shown: Sequence[Discussion]) -> bool:
    """Is something on the floor that the reader must not hear? Which, they are not told."""
    return any(one.is_on_the_floor and one not in shown for one in agenda)


def _talk(discussion: Discussion, form: Form) -> Page:
    contest = discussion.deliberation.contest
    criteria = marked_by(contest, discussion.deliberation.stage)
    return page(
        "deliberations/discussion.html",
        form=form,
        contest=contest,
        discussion=discussion,
        leads=can(current_user, rules.OPEN, contest),
        speaks=can(current_user, rules.SPEAK, discussion),
        readings=queries.readings_of(discussion, {line.id for line in criteria}),
        criteria=criteria,
        seat=queries.seat_of(current_user, contest),
    )


def _motion(motion: Motion, form: Form, settling: Form) -> Page:
    contest = motion.deliberation.contest
    seat = queries.seat_of(current_user, contest)
    given = queries.vote_of(motion, seat) if seat else None
    if given is not None and not form.is_submitted():
        form = VoteForm(formdata=None, answer=given.answer.value)
    named = {one.entry_id: one.entry for one in queries.agenda(motion.deliberation)}
    return page(
        "deliberations/motion.html",
        form=settling if settling.is_submitted() else form,
        vote=form,
        settling=settling,
        contest=contest,
        motion=motion,
        given=given,
        leads=can(current_user, rules.SETTLE, motion),
        votes=can(current_user, rules.VOTE, motion),
        voters=queries.voters_of(motion),
        places=[(place, named[key]) for key, place in _places(motion) if key in named],
    )


def _places(motion: Motion) -> list[tuple[UUID, int]]:
    return sorted(zip(motion.entries, motion.places.values(), strict=True), key=lambda it: it[1])
