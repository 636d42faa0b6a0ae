"""A sample contest, set up page by page as its organiser would."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from mentorhub.commands.demo.cast import unit
from mentorhub.commands.demo.content import criteria, on_day, text
from mentorhub.commands.demo.words import RULES, SUMMARIES
from mentorhub.contests import actions as contests
from mentorhub.contests.domain.eligibility import Terms
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.models import Contest, Shown
from mentorhub.platform.db import Translated, db

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage


def set_up(
    stage: "Stage",
    told: Mapping[str, Any],
    *,
    rubric: Mapping[str, Any],
    window: tuple[datetime, datetime],
    shown: Shown = Shown.PLACES,
    readers: int = 3,
    same_unit_is_conflict: bool = True,
) -> Contest:
    """A contest as its organiser would set it up, page by page, and announce it."""
    by = stage.organisers[0]
    contest = contests.set_up(
        unit("91"),
        opens_at=window[0],
        closes_at=window[1],
        like=None,
        by=by,
        title=Translated(told["title"]),
        summary=SUMMARIES[told["id"]],
        rules_text=RULES,
        host=text("Tỉnh Đoàn An Giang", "An Giang Youth Union", "Union de la jeunesse d’An Giang"),
    )
    db.session.flush()
    contests.set_terms(
        contest, version=contest.version, window=window, limits=_limits(told, window[1]),
        shown=shown, pass_mark=None, no_zero=False, by=by,
    )  # fmt: skip
    db.session.flush()
    contests.set_criteria(
        contest, version=contest.version, criteria=criteria(dict(rubric)), readers=readers,
        is_blind=told["anonymous_prelim"], same_unit_is_conflict=same_unit_is_conflict, by=by,
    )  # fmt: skip
    db.session.flush()
    _announce(stage, contest, told)
    return contest


def _limits(told: Mapping[str, Any], closes_at: datetime) -> Terms:
    terms = told["eligibility"]
    return Terms(
        counted_on=closes_at.date(),
        age_min=terms["age_min"],
        age_max=terms["age_max"],
        team_min=terms["team_min"],
        team_max=terms["team_max"],
    )


def _announce(stage: "Stage", contest: Contest, told: Mapping[str, Any]) -> None:
    by = stage.organisers[0]
    awards = [(Translated(prize["name"]), prize["count"]) for prize in told["prizes"]]
    steps = [_step(step) for step in told["stages"] if step["kind"] != "submission"]
    contests.set_prizes(contest, version=contest.version, awards=awards, steps=steps, by=by)
    contests.choose_organisers(contest, people=stage.organisers, by=by)
    contests.announce(contest, by=by)
    stage.contests[told["id"]] = contest


def _step(told: Mapping[str, Any]) -> Step:
    opens, closes = on_day(told["start_day"], 8), on_day(told["end_day"], 23, 59)
    return Step(told["kind"], told["name"], opens, closes)
