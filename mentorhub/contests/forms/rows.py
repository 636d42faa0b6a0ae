"""Criteria, prizes and stages: rows that come and go."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    FormField,
    IntegerField,
    SelectField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, ValidationError

from mentorhub.contests.domain.rubric import (
    Criterion,
    Flaw,
    Unsound,
    read_bands,
    stored_bands,
    write_bands,
)
from mentorhub.contests.domain.stages import Step
from mentorhub.contests.forms.about import Part
from mentorhub.contests.models import Contest, StageKind
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.fields import (
    PointsField,
    Row,
    Rows,
    in_three,
    texts,
    typed_as,
)
from mentorhub.platform.i18n import LANGUAGES, _, _l, decimal

MOST_CRITERIA, MOST_PRIZES, MOST_STAGES = 12, 20, 12
STAGE_NAMES = {
    StageKind.CHECK: _l("Eligibility check"),
    StageKind.JUDGING: _l("Judging"),
    StageKind.MENTORING: _l("Mentoring"),
    StageKind.PUBLISH: _l("Results"),
    StageKind.COMPLAINT: _l("Complaints"),
    StageKind.AWARD: _l("Award ceremony"),
}


FLAWS = {
    Flaw.NO_POINTS: ("maximum", _l("A criterion is worth more than no points.")),
    Flaw.NO_STEP: ("step", _l("A step is more than nothing.")),
    Flaw.STEP_DOES_NOT_DIVIDE: ("step", _l("Steps of %(step)s do not lead to %(maximum)s.")),
    Flaw.UNREADABLE: ("bands_vi", _l("Write each line like “0–2: text”. Not clear: “%(line)s”.")),
    Flaw.BACKWARDS: ("bands_vi", _l("The range %(low)s–%(high)s runs backwards.")),
    Flaw.OFF_THE_GRID: ("bands_vi", _l("Nobody can give %(mark)s in steps of %(step)s.")),
    Flaw.BEGINS_LATE: ("bands_vi", _l("The first range begins at 0.")),
    Flaw.ENDS_EARLY: ("bands_vi", _l("The ranges end at %(last)s, the points at %(maximum)s.")),
    Flaw.GAP: ("bands_vi", _l("%(mark)s lies in no range.")),
    Flaw.OVERLAP: ("bands_vi", _l("%(mark)s lies in two ranges.")),
    Flaw.OTHER_RANGES: ("bands_en", _l("A translation keeps the same ranges.")),
}


class CriterionForm(Row):
    name_vi, name_en, name_fr = in_three(_l("Criterion"), most=120)
    help_vi, help_en, help_fr = in_three(_l("What jurors look at"), most=300, area=True)
    maximum = PointsField(_l("Points at most"), [InputRequired(), NumberRange(max=1000)])
    step = PointsField(_l("Step"), [InputRequired()], default=Decimal("0.5"))
    bands_vi, bands_en, bands_fr = in_three(_l("What the points mean"), most=2000, area=True)

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        try:
            self.criterion().check()
        except Unsound as flaw:
            self._say(flaw)
            return False
        return True

    def _say(self, problem: Unsound) -> None:
        name, sentence = FLAWS[problem.flaw]
        facts = {
            name: decimal(fact, 0 if fact == int(fact) else 2)
            if isinstance(fact, Decimal)
            else fact
            for name, fact in problem.facts.items()
        }
        self[name].errors = [str(sentence) % facts]

    def criterion(self) -> Criterion:
        """Raises Unsound where ranges cannot be read."""
        others = {tongue: self[f"bands_{tongue}"].data for tongue in ("en", "fr")}
        return Criterion(
            name=texts(self, "name"),
            help=texts(self, "help"),
            maximum=self.maximum.data,
            step=self.step.data,
            bands=read_bands(self.bands_vi.data),
            translated={tongue: read_bands(text) for tongue, text in others.items() if text},
        )


class CriteriaForm(Rows, Part):
    criteria = FieldList(FormField(CriterionForm), min_entries=1, max_entries=MOST_CRITERIA)
    readers = IntegerField(_l("Jurors for each entry"), [InputRequired(), NumberRange(1, 9)])
    is_blind = BooleanField(_l("Jurors do not see who wrote an entry"))
    same_unit_is_conflict = BooleanField(_l("Jurors do not judge entries of their own unit"))

    def contents(self) -> dict[str, Any]:
        given = self.answers
        return {
            "criteria": [row.form.criterion() for row in self.criteria],
            **{name: given[name] for name in ("readers", "is_blind", "same_unit_is_conflict")},
        }

    @staticmethod
    def values(contest: Contest) -> list[dict[str, Any]]:
        return [
            {
                **typed_as(name=line.name, help=line.help),
                **{f"bands_{tongue}": text for tongue, text in _bands_typed(line.anchors)},
                "maximum": line.max_points,
                "step": line.step,
            }
            for line in contest.rubric
        ]


def _bands_typed(anchors: Sequence[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    for tongue in LANGUAGES:
        if any(anchor["text"].get(tongue) for anchor in anchors):
            yield tongue, write_bands(stored_bands(anchors, tongue))


class AwardForm(Row):
    name_vi, name_en, name_fr = in_three(_l("Prize"), most=120)
    count = IntegerField(_l("How many"), [InputRequired(), NumberRange(1, 100)], default=1)


class StageForm(Row):
    kind = SelectField(
        _l("Kind"),
        [InputRequired()],
        choices=[SelectChoice(kind.value, name) for kind, name in STAGE_NAMES.items()],
    )
    name_vi, name_en, name_fr = in_three(_l("Name of the stage"), most=80)
    first = DateField(_l("First day"), [InputRequired()])
    last = DateField(_l("Last day"), [InputRequired()])

    def validate_last(self, field: Any) -> None:
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError(_("A stage ends before it begins."))

    def stage(self) -> Step:
        return Step(
            kind=self.kind.data,
            name=texts(self, "name"),
            opens_at=datetime.combine(self.first.data, time(), LOCAL),
            closes_at=datetime.combine(self.last.data + timedelta(days=1), time(), LOCAL),
        )


class PrizesForm(Rows, Part):
    awards = FieldList(FormField(AwardForm), max_entries=MOST_PRIZES)
    stages = FieldList(FormField(StageForm), max_entries=MOST_STAGES)

    def contents(self) -> dict[str, Any]:
        return {
            "awards": [(texts(row.form, "name"), row.form.count.data) for row in self.awards],
            "steps": [row.form.stage() for row in self.stages],
        }

    @staticmethod
    def values(contest: Contest) -> dict[str, list[dict[str, Any]]]:
        return {
            "awards": [{**typed_as(name=a.name), "count": a.count} for a in contest.awards],
            "stages": [
                {
                    **typed_as(name=stage.name),
                    "kind": stage.kind.value,
                    "first": stage.first_day,
                    "last": stage.last_day,
                }
                for stage in contest.later_stages
            ],
        }
