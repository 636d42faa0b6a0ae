"""Marks from outside: the file to fill in, the file given, and what confirming it would do."""

from decimal import Decimal
from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.entries.models import code_of
from mentorhub.judging.queries import entries_in, panel_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, figure, language, ngettext
from mentorhub.sheets.domain.writing import as_excel
from mentorhub.tallies import actions, queries, rules
from mentorhub.tallies.domain.plan import Standing
from mentorhub.tallies.forms import AsShownForm, TallyForm, in_words, plain
from mentorhub.tallies.models import GivenTally

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200
bp = Blueprint("tallies", __name__)
bp.add_app_template_filter(lambda text: figure(Decimal(text)), "shown_points")
bp.add_app_template_filter(code_of, "entry_code")


@bp.route("/contests/<uuid:contest_id>/tallies", methods=["GET", "POST"])
@access(rules.GIVE, contest=Contest)
def give(contest: Contest) -> Page:
    form = TallyForm(contest)
    given = (contest, form.found, form.bytes) if form.sent() else ()
    if given and form.attempt(actions.take_in, *given, by=current_user):
        return redirect(url_for("tallies.show", tally_id=form.outcome.id), 303)
    seats = [juror for juror in panel_of(contest) if juror.is_sitting]
    return page(
        "tallies/give.html",
        form=form,
        contest=contest,
        seats=seats,
        codes=queries.codes_in(contest),
        tallies=queries.tallies_of(contest, current_user),
    )


@bp.get("/contests/<uuid:contest_id>/tallies/blank.xlsx")
@access(rules.GIVE, contest=Contest)
def blank(contest: Contest) -> Response:
    """A row for every sheet nobody has begun, of one panel if the address names it."""
    rows = _rows(contest, request.args.get("panel", ""))
    widths = (10, 40, 12, *[16] * len(contest.rubric_now), 40, 30)
    title = contest.title.in_language(language())
    reply = make_response(as_excel(title, _headings(contest), rows, widths=widths))
    reply.mimetype = EXCEL
    reply.headers["Content-Disposition"] = 'attachment; filename="mentorhub-tally.xlsx"'
    return reply


@bp.get("/tallies/<uuid:tally_id>")
@access(rules.READ, second_step=True, tally=GivenTally)
def show(tally: GivenTally) -> Page:
    """What the file would fill in, or every mistake with its line; afterwards only that it was."""
    return _shown(tally, AsShownForm())


@bp.post("/tallies/<uuid:tally_id>/passing-on")
@access(rules.OWN, tally=GivenTally)
def pass_on(tally: GivenTally) -> Page | Response:
    form = AsShownForm()
    facts = {"digest": form.digest.data, "by": current_user}
    if form.sent() and form.attempt(actions.pass_on, tally, **facts):
        flash(_("The other organisers have been asked. Until one confirms it nothing changes."))
        return redirect(url_for("tallies.show", tally_id=tally.id), 303)
    return _shown(tally, form)


@bp.post("/tallies/<uuid:tally_id>/confirmation")
@access(rules.CONFIRM, second_step=True, tally=GivenTally)
def confirm(tally: GivenTally) -> Page | Response:
    form = AsShownForm()
    facts = {"digest": form.digest.data, "by": current_user}
    if form.sent() and form.attempt(actions.confirm, tally, **facts):
        one, many = (
            "%(num)d sheet is filled in and locked.",
            "%(num)d sheets are filled in and locked.",
        )
        flash(ngettext(one, many, form.outcome))
        return redirect(url_for("tallies.show", tally_id=tally.id), 303)
    return _shown(tally, form)


@bp.post("/tallies/<uuid:tally_id>/declining")
@access(rules.READ, tally=GivenTally)
def decline(tally: GivenTally) -> Page | Response:
    form, contest_id = Confirmation(), tally.contest_id
    if form.sent() and form.attempt(actions.decline, tally, by=current_user):
        flash(_("The file is forgotten; nothing was changed."))
        return redirect(url_for("tallies.give", contest_id=contest_id), 303)
    return _shown(tally, form)


def _shown(tally: GivenTally, form: Any) -> Page:
    contest = tally.contest
    shown: dict[str, Any] = {"tally": tally, "contest": contest, "shown": SHOWN}
    if not tally.is_open:
        return page("tallies/over.html", form=form, **shown)
    said, plan = actions.tally_of(tally), actions.plan_of(tally)
    wrong = [(one.line, in_words(one, contest)) for one in plan.problems]
    heads = [(line.name.in_language(language()), "num") for line in contest.rubric_now]
    facts = {"said": said, "plan": plan, "wrong": wrong, "heads": heads}
    return page("tallies/show.html", form=form, **facts, **shown)


def _headings(contest: Contest) -> list[str]:
    criteria = [
        f"{number}. {line.name.in_language(language())} (0–{plain(line.max_points)})"
        for number, line in enumerate(contest.rubric_now, start=1)
    ]
    first = [_("Code of the entry"), _("Title of the entry"), _("Code of the juror")]
    return [*first, *criteria, _("Remark for the team"), _("Note on low points")]


def _rows(contest: Contest, panel: str) -> list[tuple[str, ...]]:
    codes = queries.codes_in(contest)
    wanted = {
        codes[juror.id] for juror in panel_of(contest) if not panel or str(juror.panel_id) == panel
    }
    titles = {one.number: (one.code, one.title) for one in entries_in(contest)}
    table = queries.table_of(contest)
    open_sheets = sorted(
        (sheet.entry, sheet.juror)
        for sheet in table.sheets
        if sheet.standing is Standing.OPEN and sheet.juror in wanted & table.jurors
    )
    nothing = [""] * (len(contest.rubric_now) + 2)
    return [(*titles[entry], juror, *nothing) for entry, juror in open_sheets]
