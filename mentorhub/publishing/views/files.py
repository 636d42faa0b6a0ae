"""Results as files: the ledger anybody can count again, the program for it, and tables to open."""

from collections.abc import Iterable
from pathlib import Path

from flask import Response, abort, request

from mentorhub.contests.models import Shown
from mentorhub.platform import signing
from mentorhub.platform.access import access
from mentorhub.platform.i18n import _, decimal
from mentorhub.publishing import queries, rules
from mentorhub.publishing.models import Publication
from mentorhub.publishing.views.blueprint import bp
from mentorhub.sheets.domain.writing import Row, as_csv, as_excel

VERIFY = Path(__file__).parents[1] / "data" / "verify.py"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/results/tables/<uuid:publication_id>/results.jsonl")
@access(rules.READ_LEDGER, publication=queries.publication)
def ledger(publication: Publication) -> Response:
    found = queries.ledger_of(publication) or abort(404)
    name = f"results-{publication.contest_id}-{publication.edition}.jsonl"
    reply = _file(found.text.encode(), "application/jsonl", name)
    reply.set_etag(found.digest)
    reply.make_conditional(request)
    return reply


@bp.get("/results/tables/<uuid:publication_id>/checkpoint.txt")
@access(rules.READ_EDITION, publication=queries.publication)
def checkpoint(publication: Publication) -> Response:
    """The log the ledger was written from, as a signed note: length and root, no points."""
    found = queries.ledger_of(publication) or abort(404)
    name = f"checkpoint-{publication.contest_id}-{publication.edition}.txt"
    return _file(found.checkpoint.encode(), "text/plain; charset=utf-8", name)


@bp.get("/results/verify.py")
@access(rules.BROWSE)
def verifier() -> Response:
    return _file(VERIFY.read_bytes(), "text/x-python; charset=utf-8", "verify.py")


@bp.get("/results/key.pub")
@access(rules.BROWSE)
def public_key() -> Response:
    return _file(f"{signing.verifier_key()}\n".encode(), "text/plain; charset=utf-8", "key.pub")


@bp.get("/results/tables/<uuid:publication_id>/table.<any(csv, xlsx):ending>")
@access(rules.READ_EDITION, publication=queries.publication)
def table_file(publication: Publication, ending: str) -> Response:
    """The public table, as Excel opens it: no more than the page shows."""
    shows_points = publication.contest.shown is Shown.TOTALS
    headings = [_("Rank"), _("Team"), _("Entry"), _("Prize")]
    if shows_points:
        headings += [_("Points"), _("Lowest scoresheet"), _("Highest scoresheet")]
        if publication.was_evened:
            headings.append(_("Points as jurors gave them"))
    rows = list(_rows(publication, shows_points=shows_points))
    name = f"results-{publication.contest_id}-{publication.edition}.{ending}"
    if ending == "csv":
        return _file(as_csv(headings, rows), "text/csv; charset=utf-8", name)
    title = publication.contest.title.in_language(publication.contest.language)
    widths = (8, 30, 40, 24, 12, 20, 20, 24)
    return _file(as_excel(title, headings, rows, widths=widths), EXCEL, name)


def _rows(publication: Publication, *, shows_points: bool) -> Iterable[Row]:
    language = publication.contest.language
    for place in queries.table_of(publication):
        award = place.award.in_language(language) if place.award else ""
        row: list[str | int | None] = [place.rank or None, place.team, place.title, award]
        if shows_points:
            told = [place.total, place.low, place.high, place.given]
            shown = told if publication.was_evened else told[:-1]
            row += [decimal(points) if points is not None else None for points in shown]
        yield row


def _file(content: bytes, kind: str, name: str) -> Response:
    reply = Response(content, content_type=kind)
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply
