"""The officer's answer, and the report of where an idea is in use."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms import (
    FieldList,
    FileField,
    FormField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from mentorhub.ideas.actions.answering import NO_SUCH_PLACE
from mentorhub.ideas.domain.changes import (
    LABEL_LONGEST,
    MOST_CHANGES,
    UNIT_LONGEST,
    Change,
    figure,
)
from mentorhub.ideas.domain.workflow import SAME_AS_ANOTHER, TEXT_LONGEST
from mentorhub.ideas.forms.fields import at_most, photo_in, required, text_required
from mentorhub.ideas.queries import place_called
from mentorhub.platform.clock import today
from mentorhub.platform.fields import DayField, Row, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l, language
from mentorhub.platform.images import Photograph

_a_number_of_people = NumberRange(1, 5_000_000, _l("Write a number of people, such as 120."))

VERDICTS = {
    "approve": _l("Approve: everybody can read it"),
    "ask_for_more": _l("Ask for more: it goes back to the team"),
    "mark_as_duplicate": _l("An idea like it is already there"),
    "merge": _l("It is the same as another: it goes on within that one"),
    "decline": _l("Not taken up"),
    "take_down": _l("Take it out of the idea bank"),
}
APPROVE_KEPT_BACK = _l("Approve: others read only its title, field and place")


_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _key_in(address: str | None) -> UUID | None:
    """The idea an address leads to."""
    found = _KEY.search((address or "").lower())
    return UUID(found[0]) if found else None


class DecisionForm(Form):
    verdict = RadioField(
        _l("Your answer"),
        [InputRequired(_l("Choose an answer."))],
        choices=[SelectChoice(*verdict) for verdict in VERDICTS.items()],
    )
    reason = TextAreaField(_l("Reason"), [at_most(TEXT_LONGEST)])
    twin = StringField(_l("Which idea is it the same as?"), [at_most(300)])

    def offer(self, verbs: Iterable[str], *, kept_back: bool = False) -> "DecisionForm":
        """Show only what can be answered now; an answer given twice is still understood."""
        words = VERDICTS | ({"approve": APPROVE_KEPT_BACK} if kept_back else {})
        self.verdict.choices = [SelectChoice(verb, words[verb]) for verb in verbs if verb in words]
        return self

    @property
    def decision(self) -> dict[str, Any]:
        same = self.verdict.data in SAME_AS_ANOTHER
        answer = {"verdict": self.verdict.data, "reason": self.reason.data or ""}
        return {**answer, "twin": _key_in(self.twin.data) if same else None}

    def validate_twin(self, field: StringField) -> None:
        if self.verdict.data in SAME_AS_ANOTHER and _key_in(field.data) is None:
            raise ValidationError(_("Choose the other idea, or paste the address of its page."))

    def validate_reason(self, field: TextAreaField) -> None:
        if self.verdict.data and self.verdict.data != "approve" and not field.data:
            raise ValidationError(_("Write a reason: the team reads it."))


class ChosenIdeas(Form):
    """Ideas ticked in a list; which of them the officer may answer is asked of the rows."""

    ideas = SelectMultipleField(
        _l("Ideas"),
        [InputRequired(_l("Choose at least one idea."))],
        coerce=UUID,
        validate_choice=False,
        choices=[],
    )


class FigureField(StringField):
    """A figure as one writes it; `data` keeps the words, `figure` is what they mean."""

    figure: Decimal | None = None

    def pre_validate(self, form: Any) -> None:
        self.figure = None
        if self.data:
            try:
                self.figure = figure(self.data, language())
            except ValueError:
                raise ValidationError(_("Write a figure such as 12, 3.5 or 1 200.")) from None


class ChangeRow(Row):
    label = StringField(_l("What was counted"), [at_most(LABEL_LONGEST)])
    before = FigureField(_l("Before"), [at_most(20)])
    after = FigureField(_l("Now"), [at_most(20)])
    unit = StringField(_l("Unit"), [at_most(UNIT_LONGEST)])

    def validate_label(self, field: StringField) -> None:
        if not field.data and (self.before.data or self.after.data):
            raise ValidationError(_("Say what these figures count."))

    def validate_before(self, field: StringField) -> None:
        if self.label.data and not (field.data and self.after.data):
            raise ValidationError(_("Both figures are needed: before and now."))

    @property
    def change(self) -> Change | None:
        if not self.label.data or self.before.figure is None or self.after.figure is None:
            return None
        unit = self.unit.data or ""
        return Change(self.label.data, self.before.figure, self.after.figure, unit)


class AdoptionForm(Form):
    unit = StringField(_l("Where is it used?"), [text_required(), at_most(120)])
    since = DayField(_l("Since when?"), [required()])
    people = WholeNumberField(_l("How many people use it?"), [required(), _a_number_of_people])
    evidence = TextAreaField(_l("How do you know?"), [at_most(400)])
    photo = FileField(_l("Or a photo that shows it"))
    changed = FieldList(FormField(ChangeRow), min_entries=MOST_CHANGES, max_entries=MOST_CHANGES)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.photographed: Photograph | None = None

    @property
    def changes(self) -> list[Change]:
        return [row.form.change for row in self.changed if row.form.change is not None]

    def validate_unit(self, field: StringField) -> None:
        if field.data and not field.errors and place_called(field.data) is None:
            raise ValidationError(str(NO_SUCH_PLACE))

    def validate_since(self, field: DayField) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))

    def validate_evidence(self, field: TextAreaField) -> None:
        photo = self.photo.data
        if not (field.data or "").strip() and not (photo and photo.filename):
            raise ValidationError(_("Say in words what shows it, or add a photo that does."))

    def validate_photo(self, field: FileField) -> None:
        self.photographed = photo_in(field)


class JoinForm(Form):
    words = TextAreaField(_l("Why you, and what can you do?"), [Optional(), at_most(400)])
