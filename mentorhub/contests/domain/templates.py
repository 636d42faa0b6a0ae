"""Contests to begin with: rules, criteria, rounds and prizes as data, without people or dates.

They lie in `data/`, a file each, with where their values come from. Days are counted from the day
on which entries open: that day is 0.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.domain.deadline import MOST_GRACE, Late
from mentorhub.contests.domain.documents import Document, Whose
from mentorhub.contests.domain.eligibility import Limits, Terms, counting_day
from mentorhub.contests.domain.rubric import Band, Criterion, has_criteria_everywhere
from mentorhub.contests.domain.ruleset import Name, Panel, Points, Reading
from mentorhub.contests.domain.stages import Advance, Round, StageKind, StageReading

LANGUAGES = ("vi", "en", "fr")
FIRST = "vi"


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """A stage after the entries, from the first of its days to the last, both included."""

    kind: StageKind
    name: Name
    first: int
    last: int
    round: Round
    reading: StageReading = field(default_factory=StageReading)


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """What the form asks beyond the parts of every entry; `questions` knows the kinds."""

    kind: str
    label: Name
    help: Name = field(default_factory=dict)
    is_required: bool = False
    names_people: bool = False
    least: str = ""
    most: str = ""
    choices: Sequence[Name] = ()
    stage: int = 1


@dataclass(frozen=True, slots=True)
class Template:
    """A contest as one would set it up again and again; entries close late on day `days_open`."""

    key: str
    source: str
    title: Name
    summary: Name
    rules: Name
    days_open: int
    people: Mapping[str, Any]
    limits: Limits
    grace_minutes: int
    late: Late
    reading: Reading
    points: Points
    criteria: Sequence[Criterion]
    prizes: Sequence[tuple[Name, int]]
    stages: Sequence[PlannedStage]
    documents: Sequence[Document]
    questions: Sequence[PlannedQuestion]

    def terms(self, closes_on: date) -> Terms:
        share = Fraction(self.people["share_in_age"])
        return Terms(counting_day(closes_on), **{**self.people, "share_in_age": share})

    def check(self) -> None:
        """Raises ValueError for what no organiser could have saved either."""
        self.terms(date(2000, 1, 1)).check()
        self.limits.check()
        self.points.check()
        for criterion in self.criteria:
            criterion.check()
        for stage in self.stages:
            stage.round.check()
            stage.reading.check()
            if not self.days_open < stage.first <= stage.last:
                raise ValueError(f"{self.key}: {stage.name} from {stage.first} to {stage.last}")
        judged = sum(stage.kind is StageKind.JUDGING for stage in self.stages)
        if not has_criteria_everywhere([one.stage for one in self.criteria], judged):
            raise ValueError(f"{self.key}: a stage without criteria, or criteria without a stage")
        if any(not 1 <= one.stage <= max(judged, 1) for one in self.questions):
            raise ValueError(f"{self.key}: a question of a stage that is not planned")
        if not 0 <= self.grace_minutes <= MOST_GRACE:
            raise ValueError(f"{self.key}: {self.grace_minutes} minutes of grace")


@cache
def templates() -> Mapping[str, Template]:
    """All of them by key, in the order in which they are offered."""
    folder = files("mentorhub.contests").joinpath("data")
    found = sorted((one for one in folder.iterdir()), key=lambda one: one.name)
    read = (read_template(one.name, json.loads(one.read_text("utf-8"))) for one in found)
    return {template.key: template for template in read}


def read_template(name: str, told: Mapping[str, Any]) -> Template:
    """Raises ValueError or KeyError for a file that says too little, or what cannot be."""
    template = Template(
        key=name.removesuffix(".json").partition("_")[2].replace("_", "-"),
        **{one: told[one] for one in ("source", "title", "summary", "rules", "days_open")},
        people=told["terms"],
        limits=Limits(**{**told["limits"], "sectors": tuple(told["limits"]["sectors"])}),
        grace_minutes=told["lateness"]["grace_minutes"],
        late=Late(told["lateness"]["late"]),
        reading=Reading(**told["reading"], panels=[Panel(**one) for one in told["panels"]]),
        points=_points(told["points"]),
        criteria=[_criterion(line) for line in told["criteria"]],
        prizes=[(one["name"], one["count"]) for one in told["prizes"]],
        stages=[_stage(one) for one in told["stages"]],
        documents=[Document(one["name"], Whose(one["whose"])) for one in told["documents"]],
        questions=[PlannedQuestion(**one) for one in told["questions"]],
    )
    template.check()
    return template


def _points(told: Mapping[str, Any]) -> Points:
    exact = {name: _decimal(told[name]) for name in ("pass_mark", "bonus")}
    chosen = {
        "average": Average(told.get("average", Average.MEAN)),
        "deciding": Deciding(told.get("deciding", Deciding.GIVEN)),
    }
    return Points(**{**told, **exact, **chosen})


def _criterion(told: Mapping[str, Any]) -> Criterion:
    bands = {
        language: [
            Band(Decimal(one["from"]), Decimal(one["to"]), one["text"][language])
            for one in told["bands"]
        ]
        for language in LANGUAGES
    }
    return Criterion(
        name=told["name"],
        help=told["help"],
        maximum=Decimal(told["maximum"]),
        step=Decimal(told["step"]),
        bands=bands.pop(FIRST),
        translated=bands,
        tie_order=told["tie_order"],
        stage=told.get("stage"),
    )


def _stage(told: Mapping[str, Any]) -> PlannedStage:
    days = {name: told[name] for name in ("name", "first", "last")}
    given = told.get("round")
    if given is None:
        return PlannedStage(StageKind(told["kind"]), **days, round=Round())
    exact = {"advance": Advance(given["advance"]), "points": _decimal(given["points"])}
    return PlannedStage(
        StageKind(told["kind"]),
        **days,
        round=Round(**{**given, **exact}),
        reading=StageReading(**told.get("reading", {})),
    )


def _decimal(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)
