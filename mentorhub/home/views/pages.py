"""The landing page, search, words about the house, and the switches of language and theme."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts.actions import change_language
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Shown
from mentorhub.contests.views import river_of
from mentorhub.entries.actions import content_of
from mentorhub.entries.queries import entries_of_team, participants_of, progress
from mentorhub.home import queries, rules
from mentorhub.home.views.blueprint import bp
from mentorhub.ideas.queries import ideas_of_team, newest_public, public_ideas_of_team
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.mentoring.actions import recommend
from mentorhub.mentoring.queries import in_vain, present_work_of
from mentorhub.platform import i18n
from mentorhub.platform.access import Page, access, local_path, page
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.edge import csrf
from mentorhub.platform.permissions import can
from mentorhub.platform.retention import RETENTION
from mentorhub.publishing.domain import axis_of
from mentorhub.publishing.models import Publication
from mentorhub.publishing.queries import newest_published, table_of
from mentorhub.reports.domain.standing import FEWEST_MEMBERS
from mentorhub.reports.queries import standing_of
from mentorhub.rosters.queries import length_of_list
from mentorhub.rosters.rules import KEEP as KEEP_ROSTER
from mentorhub.teams.models import Team
from mentorhub.teams.queries import mentors_of
from mentorhub.teams.rules import READ as READ_TEAM
from mentorhub.teams.rules import WORK_INSIDE
from mentorhub.units.forms import KINDS
from mentorhub.units.models import Unit, UnitKind
from mentorhub.units.queries import by_kind, by_slug, children

LONGEST_QUERY = 200
YEAR = 365 * 24 * 3600
THEMES = ("light", "dark")


@bp.app_template_global()
def sector_label(sector: str) -> str:
    known = taxonomy().sectors
    return known[sector if sector in known else "khac"].label(i18n.language())


@bp.app_template_global()
def has_page(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


@bp.get("/")
@access(rules.LOOK_ROUND)
def landing() -> Page:
    contest, publication = queries.contest_now(), newest_published()
    return page(
        "home/landing.html",
        figures=queries.figures(),
        ideas=newest_public(5, language=i18n.language()),
        contest=contest,
        current=_current(contest) if contest else {},
        publication=publication,
        proof=_proof(publication) if publication else {},
    )


def _current(contest: Contest) -> dict[str, Any]:
    """The river of a contest, and the days and hours until it closes (or opens)."""
    until = contest.closes_at if contest.takes_entries else contest.opens_at
    hours = max(0, int((until - now()).total_seconds() // 3600))
    return {"steps": river_of(contest), "until": until, "days": hours // 24, "hours": hours % 24}


def _proof(publication: Publication) -> dict[str, Any]:
    """The first three of the newest results, with their spread where the contest shows points."""
    places = table_of(publication, first=3)
    if publication.contest.shown is not Shown.TOTALS:
        return {"places": places, "plots": False}
    ends = [end for p in places for end in (p.low, p.high, p.total) if end is not None]
    axis = axis_of(ends)
    return {"places": places, "plots": True, "axis": axis}


@bp.get("/teams/<uuid:team_id>")
@access(READ_TEAM, team=Team)
def team(team: Team) -> Page:
    inside = can(current_user, WORK_INSIDE, team)
    ideas = ideas_of_team(team) if inside else public_ideas_of_team(team)
    whole = can(current_user, rules.FULL_NAMES, team)
    return page(
        "home/team.html",
        team=team,
        inside=inside,
        ideas=db.session.scalars(ideas).all(),
        mentors=_mentors_of(team),
        names="full" if whole else "short" if can(current_user, rules.NAMES, team) else "",
        **(_work_of(team) if inside else {}),
    )


def _mentors_of(team: Team) -> Sequence[Person]:
    known = can(current_user, rules.MENTORS, team)
    return db.session.scalars(mentors_of(team)).all() if known else []


def _work_of(team: Team) -> dict[str, Any]:
    """What only the team sees: its entries, what the open one still lacks, whom it might ask."""
    entries = db.session.scalars(entries_of_team(team)).all()
    entry = next((e for e in entries if e.takes_words and e.is_draft), None)
    return {
        "entries": entries,
        "entry": entry,
        "contest": entry and entry.contest,
        **(progress(entry, content_of(entry)) if entry else {"done": {}, "lacking": []}),
        "people": participants_of(entry) if entry else [],
        "recommended": recommend(team, limit=2),
        "in_vain": in_vain(team),
        "works": present_work_of(team) if current_user.agrees_to(Purpose.MENTOR_CONTACT) else [],
    }


@bp.get("/units/<unit_id>")
@access(rules.SEE_UNIT, unit=by_slug)
def unit(unit: Unit) -> Page:
    below = children(unit)
    groups = by_kind([one for one in below if one.closed_at is None], tuple(UnitKind))
    keeps = can(current_user, KEEP_ROSTER, unit)
    return page(
        "home/unit.html",
        unit=unit,
        groups=[(KINDS[kind], units) for kind, units in groups],
        closed=[one for one in below if one.closed_at is not None],
        ideas=queries.ideas_within(unit, limit=6),
        standing=standing_of(unit),
        fewest=FEWEST_MEMBERS,
        people=queries.people_within(unit) if keeps else None,
        listed=length_of_list(unit) if keeps else None,
    )


@bp.get("/search")
@access(rules.SEARCH)
def search() -> Page:
    wanted = " ".join(request.args.get("q", "").split())[:LONGEST_QUERY]
    found = queries.found(wanted, language=i18n.language())
    return page("home/search.html", q=wanted, found=found)


@bp.get("/about/<any(scoring, privacy, accessibility):name>", endpoint="page")
@access(rules.LOOK_ROUND)
def words(name: str) -> Page:
    return page(f"home/{name}.html", kept=RETENTION)


@bp.post("/language")
@csrf.exempt
@access(rules.CHOOSE_DISPLAY)
def language() -> Response:
    wanted = request.form.get("language", "")
    reply = _remember(i18n.COOKIE, wanted, i18n.LANGUAGES)
    if current_user.is_authenticated and wanted in i18n.LANGUAGES:
        change_language(current_user, wanted)  # mails follow the pages
    return reply


@bp.post("/theme")
@csrf.exempt
@access(rules.CHOOSE_DISPLAY)
def theme() -> Response:
    return _remember("theme", request.form.get("theme", ""), THEMES)


def _remember(cookie: str, value: str, known: tuple[str, ...]) -> Response:
    """Keep a choice in a cookie and go back. Only our own pages may ask: no token is needed,
    so that pages for strangers are the same for all of them and can be cached."""
    if not _asked_by_our_own_page():
        abort(400)
    reply = redirect(local_path(request.form.get("next"), otherwise="/"), 303)
    if value in known:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        reply.set_cookie(cookie, value, YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        reply.delete_cookie(cookie)
    return reply


def _asked_by_our_own_page() -> bool:
    """Browsers say where a form was sent from; older ones only name the origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return urlsplit(origin).netloc == request.host
