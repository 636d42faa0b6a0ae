"""What an organiser sees: the jury, who reads what, how far they are. Never a mark."""

from flask import flash, redirect, url_for
from flask_login import current_user

from mentorhub.contests.models import Contest, Juror
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.actions.closing import lacking_for, left_in, progress_of
from mentorhub.judging.domain.progress import most_behind
from mentorhub.judging.forms import (
    ClosingForm,
    InviteForm,
    ReasonForm,
    declare_for_form,
    reason_in,
)
from mentorhub.judging.models import Scorecard
from mentorhub.judging.views.blueprint import bp
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.errors import Refused
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language, ngettext


@bp.route("/contests/<uuid:contest_id>/jurors", methods=["GET", "POST"])
@access(rules.APPOINT, second_step=True, contest=Contest)
def jurors(contest: Contest) -> Page:
    form, link = InviteForm(), None
    if form.sent():
        link = _invited(contest, form)
    panel = queries.panel_of(contest)
    return page("judging/jurors.html", form=form, contest=contest, panel=panel, link=link)


def _invited(contest: Contest, form: InviteForm) -> str | None:
    """The link to send: shown once, because only its digest is kept."""
    try:
        token = actions.invite(
            contest, label=form.label.data, address=form.address.data or "", by=current_user
        )
    except Refused as refusal:
        form.refused.append(str(refusal.message))
        return None
    form.label.data = form.address.data = ""
    return url_for("judging.accept", token=token, _external=True)


@bp.post("/jurors/<uuid:juror_id>/link")
@access(rules.DISMISS, second_step=True, juror=Juror)
def renew_link(juror: Juror) -> Page:
    token = actions.renew_link(juror, by=current_user)
    link = url_for("judging.accept", token=token, _external=True)
    contest = juror.contest
    panel = queries.panel_of(contest)
    form = InviteForm(formdata=None)
    return page("judging/jurors.html", form=form, contest=contest, panel=panel, link=link)


@bp.route("/jurors/<uuid:juror_id>/withdrawal", methods=["GET", "POST"])
@access(rules.DISMISS, juror=Juror)
def withdraw_juror(juror: Juror) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.withdraw_juror, juror, by=current_user):
        flash(_("The seat is free. Sheets not yet submitted can be handed out again."))
        return redirect(url_for("judging.jurors", contest_id=juror.contest_id))
    return page("judging/withdraw_juror.html", form=form, juror=juror)


@bp.get("/jurors/<uuid:juror_id>")
@access(rules.DISMISS, juror=Juror)
def juror(juror: Juror) -> Page:
    """One juror's sheets by state, for waiving and reopening."""
    hidden = queries.hidden_from(current_user, juror.contest)
    cards = [
        card
        for card in queries.cards_in(juror.contest, without=hidden)
        if card.juror_id == juror.id
    ]
    answer = queries.answer_of(juror)
    sectors = taxonomy().sectors
    return page(
        "judging/juror.html",
        juror=juror,
        contest=juror.contest,
        cards=cards,
        waived=queries.waived_in(juror.contest),
        answer=answer,
        fields=[
            sectors[one].label(language())
            for one in (answer.fields if answer else [])
            if one in sectors
        ],
    )


@bp.get("/contests/<uuid:contest_id>/judging")
@access(rules.FOLLOW, contest=Contest)
def progress(contest: Contest) -> Page:
    hidden = queries.hidden_from(current_user, contest)
    known = progress_of(contest, without=hidden)
    declared = queries.declared_in(contest, without=hidden)
    jury = queries.panel_of(contest)
    panel = [one for one in jury if one.id in known or one.id in declared]
    idle = [one for one in jury if one.is_sitting and one.id not in known]
    return page(
        "judging/progress.html",
        contest=contest,
        panel=panel,
        known=known,
        idle=idle if contest.is_complete_now else [],
        declared=declared,
        reminded=queries.reminded_in(contest),
        readings=most_behind(queries.readings_in(contest, without=hidden)),
        has_earlier=contest.judged_stage > 1 and bool(queries.went_on_in(contest)),
        closing=queries.last_closing(contest) if contest.scoring_is_closed else {},
        lacking=lacking_for(contest, by=current_user) if contest.scoring_is_closed else (),
    )


@bp.post("/contests/<uuid:contest_id>/judging/reminders")
@access(rules.ARRANGE, contest=Contest)
def remind(contest: Contest) -> Page:
    count = actions.remind(contest, by=current_user)
    flash(ngettext("%(num)d juror was reminded.", "%(num)d jurors were reminded.", count))
    return redirect(url_for("judging.progress", contest_id=contest.id))


@bp.route("/contests/<uuid:contest_id>/conflicts/new", methods=["GET", "POST"])
@access(rules.ARRANGE, contest=Contest)
def declare_for(contest: Contest) -> Page:
    hidden = queries.hidden_from(current_user, contest)
    panel = {str(one.id): one for one in queries.panel_of(contest) if one.is_sitting}
    entries = {str(one.id): one for one in queries.entries_in(contest) if one.id not in hidden}
    form = declare_for_form(list(panel.values()), list(entries.values()))
    if form.sent() and form.attempt(
        actions.declare_conflict,
        panel[form.juror.data],
        entries[form.entry.data],
        reason=reason_in(form),
        by=current_user,
    ):
        flash(_("The conflict is noted."))
        return redirect(url_for("judging.progress", contest_id=contest.id))
    return page("judging/declare_for.html", form=form, contest=contest)


@bp.route("/judging/cards/<uuid:card_id>/reopening", methods=["GET", "POST"])
@access(rules.OVERSEE, card=queries.card_to_oversee)
def reopen(card: Scorecard) -> Page:
    form = ReasonForm()
    if form.sent() and form.attempt(actions.reopen, card, reason=form.reason.data, by=current_user):
        flash(_("The sheet is open again; its juror has been told."))
        return redirect(url_for("judging.juror", juror_id=card.juror_id))
    return page("judging/reopen.html", form=form, card=card)


@bp.route("/judging/cards/<uuid:card_id>/waiver", methods=["GET", "POST"])
@access(rules.OVERSEE, card=queries.card_to_oversee)
def waive(card: Scorecard) -> Page:
    form = ReasonForm()
    if form.sent() and form.attempt(actions.waive, card, reason=form.reason.data, by=current_user):
        flash(_("The sheet is left out, with its reason."))
        return redirect(url_for("judging.juror", juror_id=card.juror_id))
    return page("judging/waive.html", form=form, card=card)


@bp.route("/contests/<uuid:contest_id>/judging/closing", methods=["GET", "POST"])
@access(rules.CLOSE, contest=Contest)
def close(contest: Contest) -> Page:
    form, left = ClosingForm(), left_in(contest, by=current_user)
    short = len(lacking_for(contest, by=current_user))
    if left or short:
        form.owe_a_reason()
    why = form.reason.data or ""
    if form.sent() and form.attempt(actions.close_scoring, contest, by=current_user, reason=why):
        flash(_("Scoring is closed. No mark can change any more."))
        return redirect(url_for("judging.progress", contest_id=contest.id))
    return page("judging/close.html", form=form, contest=contest, left=left, short=short)
