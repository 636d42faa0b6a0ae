"""With what one may enter, and what the points of the jury need and lead to."""

from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectMultipleField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.domain.eligibility import Limits
from mentorhub.contests.domain.ruleset import Panel, Points
from mentorhub.contests.forms.about import Part
from mentorhub.contests.models import Contest, Shown
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.fields import (
    PointsField,
    Row,
    Rows,
    WholeNumberField,
    in_three,
    options,
    texts,
    typed_as,
)
from mentorhub.platform.i18n import _, _l, language

MOST_PANELS = 12
SET_APART = ("version", "reason")


class LimitsForm(Part):
    sectors = SelectMultipleField(_l("Fields that may be entered"))
    most_entries = WholeNumberField(
        _l("Most entries of one person"), [InputRequired(), NumberRange(1, 10)]
    )
    leads_one = BooleanField(_l("Nobody leads the teams of two entries"))
    unit_min = WholeNumberField(_l("Fewest entries of a unit"), [Optional(), NumberRange(1, 1000)])
    unit_max = WholeNumberField(_l("Most entries of a unit"), [Optional(), NumberRange(1, 1000)])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        known = taxonomy().sectors.values()
        self.sectors.choices = options((one.id, one.label(language())) for one in known)

    def validate_unit_max(self, field: Any) -> None:
        if self.unit_min.data is not None and field.data < self.unit_min.data:
            raise ValidationError(_("The most lies below the fewest."))

    def contents(self) -> dict[str, Any]:
        given = {name: value for name, value in self.answers.items() if name not in SET_APART}
        return {"limits": Limits(**{**given, "sectors": tuple(given["sectors"] or ())})}


class PanelForm(Row):
    name_vi, name_en, name_fr = in_three(_l("Name of the panel"), most=80)
    readers = WholeNumberField(
        _l("Jurors for each entry"), [InputRequired(), NumberRange(1, 9)], default=3
    )


class PointsForm(Rows, Part):
    shown = RadioField(
        _l("What everyone sees of the scores"),
        [InputRequired()],
        choices=[
            SelectChoice(Shown.PLACES.value, _l("Places and prizes only")),
            SelectChoice(Shown.TOTALS.value, _l("Places, prizes and total scores")),
        ],
    )
    average = RadioField(
        _l("How the sheets of an entry become its points"),
        [InputRequired()],
        choices=[
            SelectChoice(Average.MEAN.value, _l("The mean of all sheets")),
            SelectChoice(Average.TRIMMED.value, _l("The mean without the highest and the lowest")),
            SelectChoice(Average.MEDIAN.value, _l("The median: the sheet in the middle")),
        ],
    )
    deciding = RadioField(
        _l("Strict and kind jurors"),
        [InputRequired()],
        choices=[
            SelectChoice(Deciding.GIVEN.value, _l("Points count as they are given")),
            SelectChoice(
                Deciding.ADJUSTED.value, _l("Points are evened out, where sheets allow it")
            ),
        ],
    )
    pass_mark = PointsField(_l("Lowest total for a prize"), [Optional()])
    no_zero = BooleanField(_l("A zero in any criterion rules out a prize"))
    note_below = WholeNumberField(
        _l("A note is needed below, per cent of a criterion’s points"),
        [Optional(), NumberRange(1, 100)],
    )
    bonus = PointsField(_l("Extra points at most"), [Optional(), NumberRange(max=1000)])
    bonus_for_vi, bonus_for_en, bonus_for_fr = in_three(
        _l("What extra points are given for"), most=160, needed=False
    )
    complaint_days = WholeNumberField(
        _l("Working days for complaints"), [InputRequired(), NumberRange(0, 60)]
    )
    panels = FieldList(FormField(PanelForm), _l("Panel"), max_entries=MOST_PANELS)

    def validate_bonus(self, field: Any) -> None:
        if field.data == 0:
            raise ValidationError(_("Extra points are more than none."))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.bonus.data is not None and not self.bonus_for_vi.data:
            self.bonus_for_vi.errors = [_("Write what the extra points are given for.")]
            return False
        if self.bonus_for_vi.data and self.bonus.data is None and not self.bonus.errors:
            self.bonus.errors = [_("Write how many extra points there are at most.")]
            return False
        return fine

    def contents(self) -> dict[str, Any]:
        points = Points(
            shows_totals=self.shown.data == Shown.TOTALS.value,
            average=Average(self.average.data),
            deciding=Deciding(self.deciding.data),
            pass_mark=self.pass_mark.data,
            no_zero=self.no_zero.data,
            bonus=self.bonus.data,
            bonus_for=texts(self, "bonus_for") if self.bonus.data is not None else {},
            complaint_days=self.complaint_days.data,
            note_below=self.note_below.data,
        )
        rows = (row.form for row in self.panels)
        panels = [Panel(texts(row, "name"), row.readers.data) for row in rows]
        return {"points": points, "panels": panels}

    @staticmethod
    def values(contest: Contest) -> dict[str, Any]:
        panels = [{**typed_as(name=one.name), "readers": one.readers} for one in contest.panels]
        names = (
            *("shown", "average", "deciding", "pass_mark", "no_zero", "note_below"),
            *("bonus", "complaint_days"),
        )
        plain = {name: getattr(contest, name) for name in names}
        return {**plain, **typed_as(bonus_for=contest.bonus_for), "panels": panels}
