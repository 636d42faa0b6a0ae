"""Criteria: rows that come and go."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from mentorhub.contests.domain.rubric import (
    Criterion,
    Flaw,
    Unsound,
    read_bands,
    stored_bands,
    write_bands,
)
from mentorhub.contests.domain.stages import StageReading
from mentorhub.contests.forms.about import Part
from mentorhub.contests.forms.stages import known_key
from mentorhub.contests.models import Contest
from mentorhub.platform.fields import (
    PointsField,
    Row,
    Rows,
    WholeNumberField,
    in_three,
    texts,
    typed_as,
)
from mentorhub.platform.i18n import LANGUAGES, _, _l, decimal, language

MOST_CRITERIA, MOST_STAGES = 24, 12

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


EVERY_STAGE = _l("every stage")


class CriterionForm(Row):
    name_vi, name_en, name_fr = in_three(_l("Criterion"), most=120)
    help_vi, help_en, help_fr = in_three(_l("What jurors look at"), most=300, area=True)
    maximum = PointsField(_l("Points at most"), [InputRequired(), NumberRange(max=1000)])
    step = PointsField(_l("Step"), [InputRequired()], default=Decimal("0.5"))
    bands_vi, bands_en, bands_fr = in_three(_l("What the points mean"), most=2000, area=True)
    tie_order = WholeNumberField(_l("Place among equal totals"), [Optional(), NumberRange(1, 12)])
    stage = SelectField(_l("Marked in"), choices=[SelectChoice("", EVERY_STAGE)], default="")

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
            tie_order=self.tie_order.data,
            stage=int(self.stage.data) if self.stage.data else None,
        )


class StageReadingForm(Row):
    key = HiddenField(validators=[InputRequired()])
    readers = WholeNumberField(_l("Jurors for each entry"), [Optional(), NumberRange(1, 9)])
    names = SelectField(
        _l("Who wrote an entry"),
        [InputRequired()],
        choices=[
            SelectChoice("usual", _l("as the contest says")),
            SelectChoice("hidden", _l("jurors do not see it")),
            SelectChoice("shown", _l("jurors see the team’s name")),
        ],
        default="usual",
    )

    def reading(self) -> StageReading:
        return StageReading(self.readers.data, NAMES[self.names.data])


NAMES = {"usual": None, "hidden": True, "shown": False}


class CriteriaForm(Rows, Part):
    criteria = FieldList(
        FormField(CriterionForm), _l("Criterion"), min_entries=1, max_entries=MOST_CRITERIA
    )
    readers = WholeNumberField(_l("Jurors for each entry"), [InputRequired(), NumberRange(1, 9)])
    is_blind = BooleanField(_l("Jurors do not see who wrote an entry"))
    same_unit_is_conflict = BooleanField(_l("Jurors do not judge entries of their own unit"))
    by_stage = FieldList(FormField(StageReadingForm), _l("Stage"), max_entries=MOST_STAGES)

    def offer_stages(self, contest: Contest) -> None:
        """A criterion may be marked in one of several stages alone."""
        names = [stage.name.in_language(language()) for stage in contest.judged_stages]
        self.stages = [SelectChoice(str(number), name) for number, name in enumerate(names, 1)]
        for row in self.criteria:
            row.form.stage.choices = [SelectChoice("", EVERY_STAGE), *self.stages]

    def validate_criteria(self, field: Any) -> None:
        """Two criteria cannot decide first in the same stage."""
        seen: set[tuple[int, str]] = set()
        for row in field:
            place, stage = row.form.tie_order, row.form.stage.data
            if place.data is None:
                continue
            if any(at == place.data and (one == stage or "" in (one, stage)) for at, one in seen):
                place.errors = [_("Another criterion has this place already.")]
                raise ValidationError(_("Another criterion has this place already."))
            seen.add((place.data, stage))

    def contents(self) -> dict[str, Any]:
        given = self.answers
        stages = [(known_key(row.form.key.data), row.form.reading()) for row in self.by_stage]
        return {
            "criteria": [row.form.criterion() for row in self.criteria],
            **{name: given[name] for name in ("readers", "is_blind", "same_unit_is_conflict")},
            "by_stage": {key: own for key, own in stages if key},
        }

    @staticmethod
    def values(contest: Contest) -> list[dict[str, Any]]:
        return [
            {
                **typed_as(name=line.name, help=line.help),
                **{f"bands_{tongue}": text for tongue, text in _bands_typed(line.anchors)},
                "maximum": line.max_points,
                "step": line.step,
                "tie_order": line.tie_order,
                "stage": str(line.stage or ""),
            }
            for line in contest.rubric
        ]

    @staticmethod
    def by_stages(contest: Contest) -> list[dict[str, Any]]:
        """What each stage of judging says itself; a contest of one stage says it for all."""
        if len(contest.judged_stages) < 2:
            return []
        said = {is_blind: name for name, is_blind in NAMES.items()}
        return [
            {"key": str(one.id), "readers": one.readers, "names": said[one.is_blind]}
            for one in contest.judged_stages
        ]


def _bands_typed(anchors: Sequence[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    for tongue in LANGUAGES:
        if any(anchor["text"].get(tongue) for anchor in anchors):
            yield tongue, write_bands(stored_bands(anchors, tongue))
