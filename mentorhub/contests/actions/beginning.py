"""A contest begun like another one: a template, or one that was held before.

Both are the same thing here. A template is read as a contest that never took place: it is in no
session, has neither people nor a unit, and its rows are copied like those of last year's.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.contests.actions.setting_up import set_up
from mentorhub.contests.domain.templates import PlannedQuestion, PlannedStage, Template
from mentorhub.contests.models import Award, Contest, Document, Panel, RubricLine, Shown, Stage
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import Translated
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.units.models import Unit

LAST_MINUTE = time(23, 59)


def begin_like(
    source: Contest,
    unit: Unit,
    *,
    title: Translated,
    opens_at: datetime,
    closes_at: datetime | None = None,
    asking: Sequence[PlannedQuestion] = (),
    by: Person,
) -> Contest:
    """A draft with the rules of `source`; without a deadline entries are open as long as there.

    `asking` is the form of a template; that of an earlier contest is copied with the rest.
    """
    days = (opens_at - _midnight(source.opens_at)).days
    closes_at = closes_at or source.closes_at + timedelta(days=days)
    if closes_at <= opens_at:
        raise Refused(_l("Entries close before they open."))
    return set_up(
        unit,
        opens_at=opens_at,
        closes_at=closes_at,
        like=source,
        asking=asking,
        by=by,
        title=title,
        summary=source.summary,
        rules_text=source.rules_text,
        host=source.host or Translated(unit.names),
    )


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(LOCAL).date(), time(), LOCAL)


def from_template(template: Template, opens_on: date) -> Contest:
    """The template as a contest that never took place; do not add it to a session."""
    closes_at = _day(opens_on, template.days_open, LAST_MINUTE)
    terms, limits, points = template.terms(closes_at.date()), template.limits, template.points
    return Contest(
        title=Translated(template.title),
        summary=Translated(template.summary),
        rules_text=Translated(template.rules),
        host=Translated(),
        opens_at=_day(opens_on, 0),
        closes_at=closes_at,
        **{name: getattr(terms, name) for name in ("age_min", "age_max", "team_min", "team_max")},
        share_in_age=str(terms.share_in_age),
        sectors=list(limits.sectors),
        **{n: getattr(limits, n) for n in ("most_entries", "leads_one", "unit_min", "unit_max")},
        grace_minutes=template.grace_minutes,
        late=template.late,
        readers=template.reading.readers,
        is_blind=template.reading.is_blind,
        same_unit_is_conflict=template.reading.keeps_units_apart,
        shown=Shown.TOTALS if points.shows_totals else Shown.PLACES,
        **{n: getattr(points, n) for n in ("average", "deciding")},
        **{n: getattr(points, n) for n in ("pass_mark", "no_zero", "bonus", "complaint_days")},
        note_below=points.note_below,
        bonus_for=Translated(points.bonus_for),
        **_rows(template, opens_on),
    )


def _rows(template: Template, opens_on: date) -> dict[str, Any]:
    return {
        "rubric": [
            RubricLine(
                position=i,
                name=Translated(one.name),
                help=Translated(one.help),
                max_points=one.maximum,
                step=one.step,
                anchors=one.anchors(),
                tie_order=one.tie_order,
                stage=one.stage,
            )
            for i, one in enumerate(template.criteria)
        ],
        "awards": [
            Award(position=i, name=Translated(name), count=count)
            for i, (name, count) in enumerate(template.prizes)
        ],
        "documents": [
            Document(position=i, name=Translated(one.name), whose=one.whose)
            for i, one in enumerate(template.documents)
        ],
        "panels": [
            Panel(position=i, name=Translated(one.name), readers=one.readers)
            for i, one in enumerate(template.reading.panels)
        ],
        "stages": [_stage(i, one, opens_on) for i, one in enumerate(template.stages, start=1)],
    }


def _stage(position: int, planned: PlannedStage, opens_on: date) -> Stage:
    how = planned.round
    return Stage(
        position=position,
        kind=planned.kind,
        name=Translated(planned.name),
        opens_at=_day(opens_on, planned.first),
        closes_at=_day(opens_on, planned.last + 1),
        **{name: getattr(how, name) for name in how.__slots__},
        readers=planned.reading.readers,
        is_blind=planned.reading.is_blind,
    )


def _day(opens_on: date, number: int, at: time = time()) -> datetime:
    return datetime.combine(opens_on + timedelta(days=number), at, LOCAL)
