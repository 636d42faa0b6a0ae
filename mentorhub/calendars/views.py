"""The dates of a contest as a feed for everybody, and one's own by a secret address."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response as Redirect

from mentorhub.calendars import actions, queries, rules
from mentorhub.calendars.domain import Date, Kind, coming, in_order
from mentorhub.contests.domain.calendar import Event, calendar
from mentorhub.contests.models import Contest
from mentorhub.contests.queries import whole
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import now, today
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import LANGUAGES, _, _l, in_language, language, spoken

bp = Blueprint("calendars", __name__)
TITLES = {
    Kind.OPENS: _l("Entries open: %(contest)s"),
    Kind.CLOSES: _l("Deadline: %(contest)s"),
    Kind.STAGE: _l("%(stage)s: %(contest)s"),
    Kind.SCORING: _l("Scoresheets are due: %(contest)s"),
    Kind.COMPLAINTS: _l("Last day for complaints: %(contest)s"),
    Kind.MEETING: _l("Meeting: team %(team)s"),
    Kind.ADDITION: _l("What the next stage asks of entry %(code)s: %(contest)s"),
    Kind.ANSWER: _l("Answer about entry %(code)s: %(contest)s"),
}
SHOWN = 5


@bp.get("/contests/<uuid:contest_id>/calendar.ics")
@access(rules.READ, contest=whole)
def of_contest(contest: Contest) -> Response:
    """In the language the address asks for: a calendar has none of its own."""
    asked = request.args.get("language", "")
    with in_language(asked if asked in LANGUAGES else language()):
        return _file(queries.of_contest(contest), contest.title.in_language(language()))


@bp.get("/contests/<uuid:contest_id>/deadline.ics", endpoint="deadline")
@access(rules.READ, contest=Contest)
def deadline(contest: Contest) -> Response:
    """The deadline alone, known again as the same one by who also follows the feed."""
    only = [one for one in queries.of_contest(contest) if one.kind is Kind.CLOSES]
    return _file(only, "")


@bp.get("/calendar/<token>.ics")
@access(rules.FEED)
def of_person(token: str) -> Response:
    feed = actions.behind(token) or abort(404)
    with in_language(feed.person.language):
        reply = _file(queries.of_person(feed.person), _("My dates on MentorHub"))
    reply.headers["Cache-Control"] = "private, no-store"
    return reply


@bp.get("/me/calendar")
@access(rules.OWN)
def own() -> Page:
    return _own("")


@bp.post("/me/calendar/address")
@access(rules.OWN)
def open_feed() -> Page | Redirect:
    if not Confirmation().sent():
        return redirect(url_for("calendars.own"), 303)
    token = actions.open_feed(current_user)
    return _own(_root() + url_for("calendars.of_person", token=token))


@bp.get("/me/calendar/address")
@access(rules.OWN)
def back_to_own() -> Redirect:
    """Whoever opens the address of the page that showed it once: reading makes no new one."""
    return redirect(url_for("calendars.own", _anchor="address"))


@bp.post("/me/calendar/address/end")
@access(rules.OWN)
def end_feed() -> Redirect:
    if Confirmation().sent():
        actions.end_feed(current_user)
        flash(_("The address leads nowhere any more."))
    return redirect(url_for("calendars.own"), 303)


def _own(address: str) -> Page:
    dates = coming(queries.of_person(current_user), today())
    feed = queries.feed_of(current_user)
    return page("calendars/own.html", dates=dates, feed=feed, address=address)


@bp.app_template_global()
def own_dates() -> Sequence[Date]:
    """The next dates of the reader, for the desk."""
    return coming(queries.of_person(current_user), today())[:SHOWN]


@bp.app_template_global()
def date_title(one: Date) -> str:
    named = {
        "contest": spoken(one.contest),
        "stage": spoken(one.name),
        "code": one.code,
        "team": one.team,
    }
    return str(TITLES[one.kind] % named)


@bp.app_template_global()
def date_url(one: Date) -> str:
    if one.mentorship_id is not None:
        return url_for("together.show", mentorship_id=one.mentorship_id)
    if one.entry_id is not None:
        return url_for("entries.show", entry_id=one.entry_id)
    page = "publishing.results" if one.kind is Kind.COMPLAINTS else "contests.show"
    return url_for(page, contest_id=one.contest_id)


def _file(dates: Sequence[Date], name: str) -> Response:
    text = calendar([_event(one) for one in in_order(dates)], stamp=now(), name=name)
    return Response(text, mimetype="text/calendar")


def _event(one: Date) -> Event:
    host = urlsplit(_root()).netloc
    return Event(
        uid=f"{one.key}@{host}",
        title=date_title(one),
        at=one.at,
        until=one.until,
        url=_root() + date_url(one),
        sequence=one.sequence,
        minutes=one.minutes,
    )


def _root() -> str:
    return str(current_app.config["BASE_URL"])
