"""The list of entries with what was found in each, one entry, and the list as a file."""

from datetime import timedelta
from typing import Any

from flask import abort, make_response, request
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.eligibility import queries, rules
from mentorhub.eligibility.actions import mark
from mentorhub.eligibility.domain.findings import Finding, Kind
from mentorhub.eligibility.domain.standing import State
from mentorhub.eligibility.forms import (
    DAYS_TO_ANSWER,
    PARTS,
    ChosenForm,
    DecisionForm,
    RecommendationForm,
)
from mentorhub.eligibility.queries import Row
from mentorhub.eligibility.views.blueprint import bp
from mentorhub.entries.domain import ANSWERS
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import participants_of
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import units_under
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import today
from mentorhub.platform.forms import key_in
from mentorhub.platform.i18n import _, _l, moment, sentence, spoken
from mentorhub.rosters.views.files import TYPES
from mentorhub.sheets.domain.writing import Sheet, as_csv, as_workbook

VIEWS = ("look", "clear", "asked", "decided", "all")
STATES = {
    State.WAITING: _l("not checked yet"),
    State.ASKED: _l("waits for the team"),
    State.ANSWERED: _l("the team answered"),
    State.OVERDUE: _l("no answer in time"),
    State.ADMITTED: _l("admitted"),
    State.REFUSED: _l("not admitted"),
    State.CHANGED: _l("sent again since"),
    State.EXCLUDED: _l("excluded"),
}
WIDTHS = (10, 30, 30, 20, 60, 50, 20)


@bp.get("/contests/<uuid:contest_id>/check")
@access(rules.LIST, contest=Contest)
def overview(contest: Contest) -> Page:
    return board_page(contest, ChosenForm(formdata=None))


def board_page(contest: Contest, form: Any) -> Page:
    rows = queries.board(current_user, contest, units_under(current_user, Role.UNIT_OFFICER))
    wanted = request.args.get("view", "")
    view = wanted if wanted in VIEWS else VIEWS[0]
    batch = key_in(request.args.get("batch"))
    return page(
        "eligibility/overview.html",
        form=form,
        contest=contest,
        rows=[row for row in rows if view in ("all", queries.view_of(row))],
        clear=[row.entry.id for row in rows if row.is_clear],
        counts=queries.counts(rows),
        view=view,
        batch=batch if batch and queries.batch(contest, batch) else None,
    )


@bp.get("/entries/<uuid:entry_id>/check")
@access(rules.READ, entry=Entry)
def show(entry: Entry) -> Page:
    return entry_page(entry, DecisionForm(formdata=None))


def entry_page(
    entry: Entry, deciding: DecisionForm, recommending: RecommendationForm | None = None
) -> Page:
    """With the form that was sent; whoever decides does not recommend."""
    units = units_under(current_user, Role.UNIT_OFFICER)
    row = queries.row_of(entry, current_user, units) or abort(404)
    latest = queries.latest_of(entry)
    if not deciding.is_submitted() or deciding.refused:
        deciding.seen.data = mark(entry, latest)
    return page(
        "eligibility/show.html",
        form=recommending or deciding,
        deciding=deciding,
        recommending=recommending or RecommendationForm(formdata=None),
        usual_day=today() + timedelta(days=DAYS_TO_ANSWER),
        entry=entry,
        contest=entry.contest,
        row=row,
        latest=latest,
        decisions=queries.decisions_of(entry),
        people=participants_of(entry),
        sights=queries.sights_of(entry),
    )


@bp.get("/contests/<uuid:contest_id>/check/export/<any(csv, xlsx):ending>")
@access(rules.EXPORT, contest=Contest)
def export(contest: Contest, ending: str) -> Response:
    headings = [
        _("Code"), _("Team"), _("Unit"), _("State"), _("What was found"), _("What the team reads"),
        _("Sent"),
    ]  # fmt: skip
    lines = [_line(row) for row in queries.board(current_user, contest, ())]
    sheet = Sheet(_("Eligibility check"), headings, lines, widths=WIDTHS)
    reply = make_response(as_csv(headings, lines) if ending == "csv" else as_workbook([sheet]))
    reply.mimetype = TYPES[ending]
    name = f"check-{today():%Y-%m-%d}.{ending}"
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply


def _line(row: Row) -> list[str]:
    entry, found = row.entry, [told(one, codes) for one, codes in row.findings]
    sent = moment(entry.submitted_at) if entry.submitted_at else ""
    words = row.decision.words if row.decision else ""
    team, unit = entry.team.name, spoken(entry.team.unit.names)
    return [entry.code, team, unit, str(STATES[row.state]), " ".join(found), words, sent]


@bp.app_template_global("finding_told")
def told(finding: Finding, codes: Any) -> str:
    """A finding in the reader's language; of other entries the codes this reader may see."""
    words = sentence(_(finding.message), finding.facts)
    if finding.kind is Kind.EMPTY:
        parts = dict.fromkeys(PARTS.get(one, PARTS[ANSWERS]) for one in finding.facts["parts"])
        return f"{words} ({', '.join(map(str, parts))})"
    return f"{words} ({', '.join(codes)})" if codes else words


@bp.app_template_global()
def check_states() -> dict[State, Any]:
    return STATES
