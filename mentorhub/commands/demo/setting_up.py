"""A sample contest, set up page by page as its organiser would."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from mentorhub.commands.demo import ruling
from mentorhub.commands.demo.cast import unit
from mentorhub.commands.demo.content import on_day, text, told_on
from mentorhub.commands.demo.words import RULES, SUMMARIES
from mentorhub.contests import actions as contests
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.domain.templates import templates
from mentorhub.contests.models import Contest, Shown
from mentorhub.platform.db import Translated, db

if TYPE_CHECKING:
    from mentorhub.commands.demo.story import Stage

SAMPLE = {"vi": "dữ liệu mẫu", "en": "sample", "fr": "exemple"}


def set_up(
    stage: "Stage",
    told: Mapping[str, Any],
    *,
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
    _rule(stage, contest, told, shown=shown)
    db.session.flush()
    _plan(stage, contest, told)
    db.session.flush()
    contests.set_criteria(
        contest, version=contest.version, criteria=ruling.rubrics(contest, told), readers=readers,
        is_blind=told["anonymous_prelim"], same_unit_is_conflict=same_unit_is_conflict,
        by_stage=ruling.readings(contest, told), by=by,
    )  # fmt: skip
    db.session.flush()
    contests.choose_organisers(contest, people=stage.organisers, by=by)
    contests.announce(contest, by=by)
    stage.contests[told["id"]] = contest
    return contest


def _rule(stage: "Stage", contest: Contest, told: Mapping[str, Any], *, shown: Shown) -> None:
    by, window = stage.organisers[0], (contest.opens_at, contest.closes_at)
    terms, limits = ruling.terms(told, contest.closes_at), ruling.limits(told)
    points, panels = ruling.points(told, shown), ruling.panels(told)
    db.session.flush()
    contests.set_terms(contest, version=contest.version, window=window, terms=terms, by=by)
    db.session.flush()
    contests.set_limits(contest, version=contest.version, limits=limits, by=by)
    db.session.flush()
    contests.set_points(contest, version=contest.version, points=points, panels=panels, by=by)


def _plan(stage: "Stage", contest: Contest, told: Mapping[str, Any]) -> None:
    by = stage.organisers[0]
    awards = [(Translated(prize["name"]), prize["count"]) for prize in told["prizes"]]
    steps = [_step(step) for step in told["stages"] if step["kind"] != "submission"]
    contests.set_prizes(contest, version=contest.version, awards=awards, steps=steps, by=by)
    db.session.flush()
    rounds = ruling.rounds(contest, told)
    contests.set_rounds(contest, version=contest.version, rounds=rounds, by=by)


def _step(told: Mapping[str, Any]) -> Step:
    opens, closes = on_day(told["start_day"], 8), on_day(told["end_day"], 23, 59)
    return Step(told["kind"], told["name"], opens, closes)


def begin_from_a_template(stage: "Stage") -> None:
    """A draft that still lacks something: its deadline was moved, and a stage comes too early."""
    by, template = stage.organisers[0], templates()["rural-start-up"]
    with told_on(-1, 15):
        opens_at = on_day(45, 8)
        contest = contests.begin_like(
            contests.from_template(template, opens_at.date()),
            unit("91"),
            title=Translated({k: f"{name} ({SAMPLE[k]})" for k, name in template.title.items()}),
            opens_at=opens_at,
            by=by,
        )
        db.session.flush()
        window = opens_at, contest.closes_at + timedelta(days=9)
        terms = contest.terms
        contests.set_terms(contest, version=contest.version, window=window, terms=terms, by=by)
    stage.contests["rural-start-up"] = contest
