"""What organisers add beside the marks: extra points, panels, the order of presenting by lot."""

from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask_login import current_user

from mentorhub.contests.actions import draw as draw_lots
from mentorhub.contests.models import Contest, Stage
from mentorhub.entries.models import Entry
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.forms import DrawForm, bonus_form, bonuses_in, seating_form, seats_in
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _

PITCH = 5  # minutes, where the rules name none


@bp.route("/contests/<uuid:contest_id>/bonus", methods=["GET", "POST"])
@access(rules.REWARD, contest=Contest)
def bonus(contest: Contest) -> Page:
    if contest.bonus is None:
        abort(404)
    form = bonus_form(_in_sight(contest), most=contest.bonus)
    if form.sent() and form.attempt(
        actions.give_bonus, contest, given=bonuses_in(form), by=current_user
    ):
        flash(_("Saved."))
        return redirect(url_for("judging.bonus", contest_id=contest.id))
    return page("judging/bonus.html", form=form, contest=contest)


@bp.route("/contests/<uuid:contest_id>/jurors/panels", methods=["GET", "POST"])
@access(rules.APPOINT, contest=Contest)
def seating(contest: Contest) -> Page:
    """Which juror sits in which panel."""
    if not contest.panels:
        abort(404)
    sitting = [one for one in queries.panel_of(contest) if one.is_sitting]
    form = seating_form(sitting, contest.panels)
    if form.sent() and form.attempt(
        actions.seat_in_panels, contest, given=seats_in(form), by=current_user
    ):
        flash(_("Saved."))
        return redirect(url_for("judging.jurors", contest_id=contest.id))
    return page("judging/seating.html", form=form, contest=contest, sitting=sitting)


@bp.get("/contests/<uuid:contest_id>/draws")
@access(rules.READ_DRAW, contest=Contest)
def draws(contest: Contest) -> Page:
    return page("judging/draws.html", contest=contest, stages=_drawn_stages(contest))


@bp.route("/contests/<uuid:contest_id>/draws/<uuid:stage_id>", methods=["GET", "POST"])
@access(rules.DRAW, contest=Contest)
def draw(contest: Contest, stage_id: UUID) -> Page:
    stage = next((one for one in _drawn_stages(contest) if one.id == stage_id), None)
    if stage is None:
        abort(404)
    entries = queries.entries_in(contest)
    form = DrawForm()
    form.offer(entries)
    if form.sent():
        codes = [entry.code for entry in entries if entry.id in form.entries.data]
        if form.attempt(draw_lots, contest, stage, codes=codes, by=current_user):
            return redirect(url_for("judging.draws", contest_id=contest.id))
    return page("judging/draw.html", form=form, contest=contest, stage=stage)


@bp.get("/contests/<uuid:contest_id>/draws/<uuid:stage_id>/screen")
@access(rules.SCREEN, contest=Contest)
def screen(contest: Contest, stage_id: UUID) -> Page:
    """For the hall: the order as it was drawn, and a clock with the minutes of the rules."""
    stage = next((one for one in _drawn_stages(contest) if one.id == stage_id), None)
    if stage is None or stage.draw is None:
        abort(404)
    sent = {entry.code: entry for entry in queries.entries_in(contest)}
    entries = [sent[code] for code in stage.draw.codes if code in sent]
    parts = [(_("Presenting"), stage.pitch_minutes or PITCH)]
    if stage.question_minutes:
        parts.append((_("Questions"), stage.question_minutes))
    return page("judging/screen.html", contest=contest, stage=stage, entries=entries, parts=parts)


def _drawn_stages(contest: Contest) -> list[Stage]:
    return [stage for stage in contest.judged_stages if stage.is_drawn]


def _in_sight(contest: Contest) -> list[Entry]:
    """Not those the organiser is too close to: others give these their extra points."""
    hidden = queries.hidden_from(current_user, contest)
    return [entry for entry in queries.entries_in(contest) if entry.id not in hidden]
