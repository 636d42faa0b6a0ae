"""A new contest: like a template, like an earlier one, or from an empty page."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response as Redirect

from mentorhub.contests import actions, queries, rules
from mentorhub.contests.domain.templates import PlannedQuestion, templates
from mentorhub.contests.forms import BeginForm, SetUpForm
from mentorhub.contests.models import Contest
from mentorhub.contests.views.blueprint import bp
from mentorhub.contests.views.everyone import rubrics_of
from mentorhub.organisations.rules import offices_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import LOCAL, today
from mentorhub.platform.db import Translated, db
from mentorhub.platform.fields import options, typed_as
from mentorhub.platform.i18n import _
from mentorhub.units.models import Unit

IN_TWO_WEEKS = timedelta(days=14)
MORNING = time(8)


@bp.get("/contests/new")
@access(rules.SET_UP)
def set_up() -> Page:
    """What there is to begin with."""
    offered = {key: actions.from_template(one, today()) for key, one in templates().items()}
    earlier = db.session.scalars(queries.earlier(current_user)).all()
    return page("contests/set_up.html", offered=offered, earlier=earlier)


@bp.route("/contests/new/empty", methods=["GET", "POST"])
@access(rules.SET_UP)
def set_up_from_nothing() -> Page | Redirect:
    places, form = _places(), SetUpForm()
    form.unit.choices = options((key, unit.names) for key, unit in places.items())
    if form.sent() and form.attempt(
        actions.set_up, places[form.unit.data], like=None, **form.contents(), by=current_user
    ):
        return redirect(url_for("contests.prepare", contest_id=form.outcome.id))
    return page("contests/set_up_from_nothing.html", form=form)


@bp.route("/contests/new/<template>", methods=["GET", "POST"])
@access(rules.SET_UP)
def set_up_from(template: str) -> Page | Redirect:
    known = templates().get(template) or abort(404)
    opens_on = today() + IN_TWO_WEEKS
    return _like(actions.from_template(known, opens_on), opens_on, known.questions)


@bp.route("/contests/<uuid:contest_id>/copy", methods=["GET", "POST"])
@access(rules.COPY, contest=queries.whole)
def copy(contest: Contest) -> Page | Redirect:
    return _like(contest, _next_year(contest.opens_at.astimezone(LOCAL).date()))


def _like(
    source: Contest, opens_on: date, asking: Sequence[PlannedQuestion] = ()
) -> Page | Redirect:
    places = _places()
    form = BeginForm(
        **typed_as(title=_of_year(source.title, source.last_day.year, opens_on.year)),
        opens_at=datetime.combine(opens_on, _hour(source), LOCAL),
    )
    form.unit.choices = options((key, unit.names) for key, unit in places.items())
    if form.sent() and form.attempt(
        actions.begin_like,
        source,
        places[form.unit.data],
        **form.contents(),
        asking=asking,
        by=current_user,
    ):
        flash(_("The draft is made. Look at what it still lacks, and at each part."))
        return redirect(url_for("contests.prepare", contest_id=form.outcome.id))
    return page("contests/begin.html", form=form, asking=asking, **_looked_into(source))


def _looked_into(source: Contest) -> dict[str, Any]:
    first = source.opens_at.astimezone(LOCAL).date()
    return {
        "source": source,
        "days_open": (source.last_day - first).days,
        "days": [
            (stage.name, (stage.first_day - first).days, (stage.last_day - first).days)
            for stage in source.later_stages
        ],
        "rubrics": rubrics_of(source),
    }


def _places() -> dict[UUID, Unit]:
    return {unit.id: unit for unit in queries.places_to_host(offices_of(current_user))}


def _hour(source: Contest) -> time:
    """A template opens in the morning, a copy at the hour of the earlier contest."""
    return source.opens_at.astimezone(LOCAL).time() if source.id else MORNING


def _next_year(day: date) -> date:
    """The same day of the first year in which it still lies ahead."""
    for year in range(max(today().year, day.year + 1), today().year + 3):
        leaps = (day.month, day.day) == (2, 29)
        ahead = (day - timedelta(days=1) if leaps else day).replace(year=year)
        if ahead > today():
            return ahead
    return today() + IN_TWO_WEEKS


def _of_year(title: Translated, year: int, new: int) -> Translated:
    """“Ideas 2026” is called “Ideas 2027” next time."""
    return Translated({tongue: text.replace(str(year), str(new)) for tongue, text in title.items()})
