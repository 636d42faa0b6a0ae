"""Prizes, the stages that follow the entries, and how those are judged."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from mentorhub.contests.domain.stages import COUNTED, Advance, Round, Step
from mentorhub.contests.forms.about import Part
from mentorhub.contests.models import Contest, StageKind
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.fields import (
    DayField,
    PointsField,
    Row,
    Rows,
    WholeNumberField,
    in_three,
    key,
    texts,
    typed_as,
)
from mentorhub.platform.i18n import _, _l

MOST_PRIZES, MOST_STAGES = 20, 12
STAGE_NAMES = {
    StageKind.CHECK: _l("Eligibility check"),
    StageKind.JUDGING: _l("Judging"),
    StageKind.MENTORING: _l("Mentoring"),
    StageKind.PUBLISH: _l("Results"),
    StageKind.COMPLAINT: _l("Complaints"),
    StageKind.AWARD: _l("Award ceremony"),
}
ADVANCES = {
    Advance.EVERYONE: _l("every entry"),
    Advance.BEST: _l("the best of all"),
    Advance.SHORTLIST: _l("the best of all, and any that might as well be among them"),
    Advance.BEST_OF_UNIT: _l("the best of each unit"),
    Advance.POINTS: _l("all with enough points"),
}


class AwardForm(Row):
    name_vi, name_en, name_fr = in_three(_l("Prize"), most=120)
    count = WholeNumberField(_l("How many"), [InputRequired(), NumberRange(1, 100)], default=1)


class StageForm(Row):
    key = HiddenField(validators=[Optional()])
    kind = SelectField(
        _l("Kind"),
        [InputRequired()],
        choices=[SelectChoice(kind.value, name) for kind, name in STAGE_NAMES.items()],
    )
    name_vi, name_en, name_fr = in_three(_l("Name of the stage"), most=80)
    first = DayField(_l("First day"), [InputRequired()])
    last = DayField(_l("Last day"), [InputRequired()])

    def validate_last(self, field: Any) -> None:
        if self.first.data and field.data and field.data < self.first.data:
            raise ValidationError(_("A stage ends before it begins."))

    def stage(self) -> Step:
        return Step(
            kind=self.kind.data,
            name=texts(self, "name"),
            opens_at=datetime.combine(self.first.data, time(), LOCAL),
            closes_at=datetime.combine(self.last.data + timedelta(days=1), time(), LOCAL),
            key=known_key(self.key.data),
        )


class PrizesForm(Rows, Part):
    awards = FieldList(FormField(AwardForm), _l("Prize"), max_entries=MOST_PRIZES)
    stages = FieldList(FormField(StageForm), _l("Stage"), max_entries=MOST_STAGES)

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
                    "key": str(stage.id),
                    "kind": stage.kind.value,
                    "first": stage.first_day,
                    "last": stage.last_day,
                }
                for stage in contest.later_stages
            ],
        }


def known_key(typed: str | None) -> UUID | None:
    """The key of a row, or None for anything else a browser sent."""
    try:
        return key(typed) if typed else None
    except ValueError:
        return None


class RoundForm(Row):
    key = HiddenField(validators=[InputRequired()])
    advance = RadioField(
        _l("Who goes on"),
        [InputRequired()],
        choices=[SelectChoice(one.value, name) for one, name in ADVANCES.items()],
    )
    best = WholeNumberField(_l("How many go on"), [Optional(), NumberRange(1, 1000)])
    points = PointsField(_l("Points needed to go on"), [Optional()])
    carried = WholeNumberField(
        _l("Per cent of the points that count in the next stage"),
        [InputRequired(), NumberRange(0, 100)],
    )
    pitch_minutes = WholeNumberField(_l("Minutes to present"), [Optional(), NumberRange(1, 240)])
    question_minutes = WholeNumberField(
        _l("Minutes for questions"), [Optional(), NumberRange(1, 240)]
    )
    is_drawn = BooleanField(_l("The order is drawn by lot"))
    is_complete = BooleanField(_l("Every juror marks every entry"))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self._counts and self.best.data is None and not self.best.errors:
            self.best.errors = [_("Write how many go on.")]
            return False
        needs_points = self.advance.data == Advance.POINTS
        if needs_points and self.points.data is None and not self.points.errors:
            self.points.errors = [_("Write how many points it takes.")]
            return False
        return fine

    @property
    def _counts(self) -> bool:
        return self.advance.data in COUNTED

    def rule(self) -> Round:
        """A number that belongs to another answer is not kept."""
        given = {name: self[name].data for name in ("carried", "pitch_minutes", "question_minutes")}
        return Round(
            advance=Advance(self.advance.data),
            best=self.best.data if self._counts else None,
            points=self.points.data if self.advance.data == Advance.POINTS else None,
            is_drawn=self.is_drawn.data,
            is_complete=self.is_complete.data,
            **given,
        )


class RoundsForm(Part):
    rounds = FieldList(FormField(RoundForm), _l("Stage"), max_entries=MOST_STAGES)

    def contents(self) -> dict[str, Any]:
        rows = [(known_key(row.form.key.data), row.form.rule()) for row in self.rounds]
        return {"rounds": {key: rule for key, rule in rows if key}}

    @staticmethod
    def values(contest: Contest) -> Iterable[dict[str, Any]]:
        numbers = ("best", "points", "carried", "pitch_minutes", "question_minutes")
        names = (*numbers, "is_drawn", "is_complete")
        return [
            {
                "key": str(stage.id),
                "advance": stage.advance.value,
                **{name: getattr(stage, name) for name in names},
            }
            for stage in contest.judged_stages
        ]
