"""The public table of results: the directory, the table that stands, and those it replaced."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import abort, redirect, request, url_for

from mentorhub.contests.models import Contest, Shown
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import decimal
from mentorhub.publishing import queries, rules
from mentorhub.publishing.domain import axis_of
from mentorhub.publishing.models import Publication
from mentorhub.publishing.views.blueprint import bp
from mentorhub.publishing.views.rule import basis_of, withheld_of
from mentorhub.teams.models import initials_of, tone_of


@bp.get("/results")
@access(rules.BROWSE)
def directory() -> Page:
    publications, is_more = queries.published_page(_key(request.args.get("after")))
    more = url_for("publishing.directory", after=publications[-1].id) if is_more else None
    return page("publishing/directory.html", publications=publications, more=more)


@bp.get("/results/<uuid:contest_id>")
@access(rules.READ, contest=queries.contest_with_results)
def results(contest: Contest) -> Page:
    return _table_page(queries.published_for(contest))


@bp.get("/results/tables/<uuid:publication_id>")
@access(rules.READ_EDITION, publication=queries.publication)
def edition(publication: Publication) -> Page:
    """A table that a correction replaced; the one that stands has its own address."""
    if not publication.is_replaced:
        return redirect(url_for("publishing.results", contest_id=publication.contest_id))
    return _table_page(publication)


@bp.get("/contests/<uuid:contest_id>/results/fingerprint")
@access(rules.READ_FINGERPRINT, contest=queries.contest_with_results)
def fingerprint(contest: Contest) -> Page:
    """What was promised before the results: compared with their ledger, it shows nothing moved."""
    publication = queries.announced_for(contest)
    if publication is None:
        return redirect(url_for("publishing.results", contest_id=contest.id))
    return page(
        "publishing/fingerprint.html",
        contest=contest,
        publication=publication,
        ledger=queries.ledger_of(publication),
    )


def _table_page(publication: Publication) -> Page:
    contest = publication.contest
    places = queries.table_of(publication)
    return page(
        "publishing/results.html",
        contest=contest,
        publication=publication,
        counts=publication.counts,
        people=queries.public_names(publication),
        places=places,
        first=[_on_the_podium(place, contest) for place in places[:3]],
        complaints_until=publication.complaints_until,
        basis=basis_of(publication),
        withheld=withheld_of(publication),
        editions=queries.editions_of(contest),
        ledger=queries.ledger_of(publication),
        **_plots(places, contest),
    )


def _key(text: str | None) -> str | None:
    try:
        return str(UUID(text)) if text else None
    except ValueError:
        abort(404)


def _on_the_podium(place: Any, contest: Contest) -> dict[str, Any]:
    return {
        "rank": place.rank,
        "name": place.team,
        "sub": place.title,
        "initials": initials_of(place.team),
        "tone": tone_of(place.team_id),
        "score": decimal(place.total) if contest.shown is Shown.TOTALS else None,
    }


def _plots(places: Sequence[Any], contest: Contest) -> dict[str, Any]:
    """Points and their spread, where the contest decided beforehand to show them."""
    if contest.shown is not Shown.TOTALS:
        return {"plots": False}
    ends = [end for p in places for end in (p.low, p.high, p.total) if end is not None]
    axis = axis_of(ends)
    return {"plots": True, "low": axis.low, "high": axis.high, "marks": axis.marks}
