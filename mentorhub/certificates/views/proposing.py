"""The list with which those who decide are asked for commendations."""

from typing import Any

from werkzeug import Response

from mentorhub.certificates import queries, rules
from mentorhub.certificates.views.blueprint import bp
from mentorhub.certificates.views.own import as_file
from mentorhub.contests.models import Contest
from mentorhub.platform.access import access
from mentorhub.platform.clock import today
from mentorhub.platform.i18n import _, language
from mentorhub.publishing.queries import published_for
from mentorhub.sheets.domain.writing import Row, as_excel

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (6, 28, 28, 18, 8, 10, 40, 24, 18, 24, 24)


@bp.get("/contests/<uuid:contest_id>/award-proposals.xlsx")
@access(rules.PROPOSE, contest=Contest)
def proposals(contest: Contest) -> Response:
    """A line for each person; which form is proposed, and remarks, are for the reader to write."""
    decision = published_for(contest).decision_number if contest.is_published else ""
    rows = [
        _line(number, row, decision)
        for number, row in enumerate(queries.proposable(contest), start=1)
    ]
    title = _("Award proposals: %(contest)s", contest=contest.title.in_language(language()))
    content = as_excel(title, _headings(), rows, widths=WIDTHS)
    return as_file(content, EXCEL, f"award-proposals-{today():%Y-%m-%d}.xlsx")


def _headings() -> list[str]:
    who = [_("No."), _("Full name"), _("Unit"), _("Prize"), _("Place"), _("Entry")]
    what = [_("Title of the entry"), _("Team"), _("Decision")]
    return [*who, *what, _("Proposed form of award"), _("Remarks")]


def _line(number: int, row: Any, decision: str) -> Row:
    entry, rank, award, person, unit = row
    return (
        number,
        person.full_name,
        unit.names.in_language(language()) if unit else "",
        award.name.in_language(language()),
        rank or "",
        entry.code,
        entry.title,
        entry.team.name,
        decision,
        "",
        "",
    )
