from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.forms import NameField
from mentorhub.consents.domain import wording
from mentorhub.platform.fields import TextRequired, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l, language

RELATIONS = [
    ("parent", _l("mother or father")),
    ("grandparent", _l("grandparent")),
    ("guardian", _l("legal guardian")),
    ("other", _l("other legal representative")),
]
ANSWERS = [("yes", _l("I agree")), ("no", _l("I do not agree"))]


class OneForm(Form):
    """One tap about one purpose."""

    purpose = HiddenField(validators=[InputRequired(), AnyOf(list(Purpose))])
    agrees = HiddenField(validators=[InputRequired(), AnyOf(["yes", "no"])])

    @property
    def chosen(self) -> tuple[Purpose, bool]:
        return Purpose(self.purpose.data), self.agrees.data == "yes"


class GuardianForm(Form):
    name = NameField(_l("Name of your guardian"))
    relation = RadioField(_l("Who is this to you?"), [InputRequired()], choices=options(RELATIONS))
    contact = StringField(_l("Phone number or e-mail"), [TextRequired(), Length(max=120)])


class AnswerForm(Form):
    """A guardian's yes or no to each purpose. Nothing is chosen beforehand."""

    account = RadioField(validators=[InputRequired()], choices=options(ANSWERS))
    contest = RadioField(validators=[InputRequired()], choices=options(ANSWERS))
    publication = RadioField(validators=[InputRequired()], choices=options(ANSWERS))
    mentor_contact = RadioField(validators=[InputRequired()], choices=options(ANSWERS))
    messages = RadioField(validators=[InputRequired()], choices=options(ANSWERS))
    is_guardian = BooleanField(
        _l("I am the parent or legal representative of this child, and of age."),
        [InputRequired(_l("Only a parent or legal representative can answer here."))],
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        for purpose in Purpose:
            label = wording(purpose, language()).title
            self[purpose.value].label.text = label

    @property
    def agreed(self) -> list[Purpose]:
        return [purpose for purpose in Purpose if self[purpose.value].data == "yes"]


class PaperForm(Form):
    """What stands on a signed slip, as an officer reads it."""

    name = NameField(_l("Name of the guardian"))
    relation = RadioField(
        _l("Who is this to the child?"), [InputRequired()], choices=options(RELATIONS)
    )
    contact = StringField(_l("Phone number or e-mail"), [Length(max=120)])
    child_agrees = SelectMultipleField(_l("The child has signed for"))
    guardian_agrees = SelectMultipleField(_l("The guardian has signed for"))
    seen = BooleanField(
        _l("I have the slip with both signatures in front of me and keep it at the office."),
        [InputRequired(_l("Tick this when you hold the signed slip."))],
    )

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        titles = options([(p.value, wording(p, language()).title) for p in Purpose])
        self.child_agrees.choices = self.guardian_agrees.choices = titles

    @property
    def read(self) -> dict[str, Any]:
        words = {name: self[name].data or "" for name in ("name", "relation", "contact")}
        both = {
            name: [Purpose(value) for value in self[name].data or ()]
            for name in ("child_agrees", "guardian_agrees")
        }
        return {**words, **both}
