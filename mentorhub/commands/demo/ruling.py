"""The rules of the sample contests, as an organiser would choose them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from mentorhub.commands.demo.content import criteria, text
from mentorhub.contests.domain.eligibility import Limits, Terms, counting_day
from mentorhub.contests.domain.rubric import Criterion
from mentorhub.contests.domain.ruleset import Panel, Points
from mentorhub.contests.domain.stages import Advance, Round, StageReading
from mentorhub.contests.models import Contest, Shown

OPEN_TO_ALL, SCHOOLS = "contest-ideas", "contest-school"
TRAINING = text(
    "dự buổi tập huấn viết hồ sơ",
    "coming to the training on how to write an entry",
    "la participation à la formation à la rédaction du dossier",
)
DECIDING = 2
"""How many criteria decide among equal totals."""


def terms(told: Mapping[str, Any], closes_at: datetime) -> Terms:
    given = told["eligibility"]
    return Terms(
        counted_on=counting_day(closes_at.date()),
        age_min=given["age_min"],
        age_max=given["age_max"],
        team_min=given["team_min"],
        team_max=given["team_max"],
        share_in_age=Fraction(3, 4) if told["id"] == OPEN_TO_ALL else Fraction(1),
    )


def limits(told: Mapping[str, Any]) -> Limits:
    given, is_open = told["eligibility"], told["id"] == OPEN_TO_ALL
    return Limits(
        sectors=tuple(told["sectors"]) if told["id"] == SCHOOLS else (),
        most_entries=given["max_entries_per_person"],
        leads_one=given["max_teams_led_per_person"] == 1,
        unit_min=1 if is_open else None,
        unit_max=10 if is_open else None,
    )


def points(told: Mapping[str, Any], shown: Shown) -> Points:
    if told["id"] != OPEN_TO_ALL:
        return Points(shows_totals=shown is Shown.TOTALS)
    return Points(pass_mark=Decimal(50), no_zero=True, bonus=Decimal(5), bonus_for=TRAINING)


def panels(told: Mapping[str, Any]) -> list[Panel]:
    return [
        Panel(text(f"Hội đồng {p['id']}", f"Panel {p['id']}", f"Jury {p['id']}"), len(p["judges"]))
        for p in told.get("panels", ())
    ]


def rubrics(contest: Contest, told: Mapping[str, Any]) -> list[Criterion]:
    """A rubric for each stage of judging, or the first one for all; the first criteria of each
    decide among equal totals."""
    found = told["rubrics"]
    if len(found) == 1 or len(found) != len(contest.judged_stages):
        return _deciding(found[0])
    return [
        replace(line, stage=number)
        for number, rubric in enumerate(found, 1)
        for line in _deciding(rubric)
    ]


def _deciding(rubric: Mapping[str, Any]) -> list[Criterion]:
    return [
        replace(line, tie_order=place if place <= DECIDING else None)
        for place, line in enumerate(criteria(dict(rubric)), start=1)
    ]


def rounds(contest: Contest, told: Mapping[str, Any]) -> dict[UUID, Round]:
    given = [step for step in told["stages"] if step["kind"] == "judging"]
    return {
        stage.id: _round(step) for stage, step in zip(contest.judged_stages, given, strict=True)
    }


def readings(contest: Contest, told: Mapping[str, Any]) -> dict[UUID, StageReading]:
    """Of several stages each says its jurors, and only the first is read without names."""
    given = [step for step in told["stages"] if step["kind"] == "judging"]
    if len(given) < 2:
        return {}
    return {
        stage.id: StageReading(step["judges_per_entry"], None if number == 0 else False)
        for number, (stage, step) in enumerate(zip(contest.judged_stages, given, strict=True))
    }


def _round(told: Mapping[str, Any]) -> Round:
    best, pitch = told.get("advance_top"), told.get("pitch_minutes")
    return Round(
        advance=Advance.BEST if best else Advance.EVERYONE,
        best=best,
        pitch_minutes=pitch,
        question_minutes=told.get("questions_minutes"),
        is_drawn=pitch is not None,
    )
