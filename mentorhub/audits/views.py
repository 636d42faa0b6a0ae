"""The audit log for those who answer for something, and for everybody what was done with theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, make_response, request
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts.models import Person
from mentorhub.audits import queries, rules
from mentorhub.audits.notices import KINDS, kind_in_words, office_in_words, sentence
from mentorhub.audits.queries import Wanted
from mentorhub.contests.models import Contest
from mentorhub.organisations.rules import units_answered_for
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.clock import LOCAL, today
from mentorhub.platform.i18n import _, moment, spoken
from mentorhub.platform.paging import slice_of
from mentorhub.sheets.domain.writing import as_csv, as_excel
from mentorhub.units.models import Unit

bp = Blueprint("audits", __name__)
SHOWN, EXPORTED = 50, 5000
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Told:
    """A row as its reader sees it."""

    row: AuditRow
    text: str
    people: tuple[Person, ...] = ()
    reason: str = ""


@bp.get("/audit")
@access(rules.READ)
def log() -> Page:
    return _list(None)


@bp.get("/contests/<uuid:contest_id>/audit")
@access(rules.READ, contest=Contest)
def of_contest(contest: Contest) -> Page:
    return _list(contest)


@bp.get("/audit/export/<any(csv, xlsx):ending>")
@access(rules.READ)
def export(ending: str) -> Response:
    return _file(None, ending)


@bp.get("/contests/<uuid:contest_id>/audit/export/<any(csv, xlsx):ending>")
@access(rules.READ, contest=Contest)
def export_of_contest(contest: Contest, ending: str) -> Response:
    return _file(contest, ending)


@bp.get("/me/looks")
@access(rules.LOOKS)
def looks() -> Page:
    """By office and unit, not by name: whoever acted did so for the office."""
    found = slice_of(queries.looks_at(current_user, _key("after")), size=SHOWN)
    units = queries.units_in(found.rows)
    told = [Told(row, sentence(row, _office(row, units), "")) for row in found.rows]
    return page("audits/looks.html", told=told, after=found.after)


def _list(contest: Contest | None) -> Page:
    wanted, wrong = _wanted(contest)
    found = slice_of(_rows(contest, wanted), size=SHOWN)
    told = _told(found.rows, contest)
    facts: dict[str, Any] = {"told": told, "after": found.after, "contest": contest}
    kinds = sorted(((key, kind_in_words(key)) for key in KINDS), key=lambda pair: pair[1])
    answer = page(
        "audits/log.html", **facts, wanted=wanted, wrong=wrong, kinds=kinds, asked=_asked()
    )
    return (str(answer), 422) if wrong else answer


def _units() -> Sequence[Unit] | None:
    """Whose names may stand here: of the reader's own units; None means everybody's."""
    return None if rules.reads_all(current_user) else units_answered_for(current_user)


def _rows(contest: Contest | None, wanted: Wanted) -> Any:
    if contest is not None:
        return queries.rows_of_contest(contest, wanted)
    units = _units()
    if units is None:
        return queries.rows_of_everybody(current_user, wanted)
    return queries.rows_of_units(units, wanted)


def _told(rows: Sequence[AuditRow], contest: Contest | None) -> list[Told]:
    people = queries.people_in(rows, None if contest is not None else _units())
    units, reasons = queries.units_in(rows), queries.reasons_of(rows)
    return [_in_words(row, people, units, reasons.get(row.id, "")) for row in rows]


def _in_words(
    row: AuditRow, people: dict[str, Person], units: dict[UUID, Unit], reason: str
) -> Told:
    actor, whom = people.get(row.actor), people.get(row.on_whom)
    who = _office(row, units)
    if actor is not None and actor.full_name:
        who = f"{actor.full_name}, {who[:1].lower()}{who[1:]}"
    about = (whom.full_name if whom else "") or (_("somebody") if row.on_whom else "")
    named = tuple(dict.fromkeys(one for one in (actor, whom) if one is not None))
    return Told(row, sentence(row, who, about), named, reason)


def _office(row: AuditRow, units: dict[UUID, Unit]) -> str:
    unit = units.get(row.office_unit_id) if row.office_unit_id else None
    return office_in_words(row, spoken(unit.names) if unit else "")


def _asked() -> dict[str, str]:
    """The filters as they stand in the address, for the links to what comes after."""
    known = ("kind", "outcome", "since", "until", "person")
    return {name: request.args[name] for name in known if request.args.get(name)}


def _wanted(contest: Contest | None) -> tuple[Wanted, bool]:
    """What was asked for, and whether something asked for is no date."""
    kind, outcome = request.args.get("kind", ""), request.args.get("outcome", "")
    since, until = _day("since"), _day("until", timedelta(days=1))
    wanted = Wanted(
        kind=kind if kind in KINDS else "",
        outcome=outcome if outcome in {"allowed", "refused"} else "",
        since=since,
        until=until,
        person=_person(contest),
        after=_key("after"),
    )
    given = [bool(request.args.get(name)) for name in ("since", "until")]
    return wanted, given != [since is not None, until is not None]


def _person(contest: Contest | None) -> Person | None:
    """Chosen from a row or from the list of members; of other units nobody is found."""
    if not request.args.get("person"):
        return None
    key = _key("person")
    units = None if contest is not None else _units()
    found = queries.person_within(key, units) if key else None
    if found is None:
        abort(404)
    return found


def _key(name: str) -> UUID | None:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        return None


def _day(name: str, later: timedelta = timedelta()) -> datetime | None:
    try:
        day = date.fromisoformat(request.args.get(name, "")) + later
        return datetime.combine(day, time(), LOCAL).astimezone(UTC)  # the first days have no UTC
    except (ValueError, OverflowError):
        return None


def _file(contest: Contest | None, ending: str) -> Response:
    """The rows of the list with the same filters: the newest five thousand."""
    wanted, wrong = _wanted(contest)
    if wrong:
        abort(422)
    told = _told(slice_of(_rows(contest, wanted), size=EXPORTED).rows, contest)
    headings = [_("When"), _("What happened"), _("Reason"), _("Outcome"), _("Request")]
    rows = [
        (
            moment(one.row.at),
            one.text,
            one.reason,
            _("allowed") if one.row.allowed else _("refused"),
            one.row.request,
        )
        for one in told
    ]
    title = _("Audit log")
    reply = make_response(
        as_csv(headings, rows) if ending == "csv" else as_excel(title, headings, rows)
    )
    reply.mimetype = TYPES[ending]
    reply.headers["Content-Disposition"] = f'attachment; filename="audit-{today()}.{ending}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply
