from typing import Any

from wtforms import BooleanField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from mentorhub.certificates.domain import LENGTH, Cause, Kind, tidy
from mentorhub.certificates.models import Shape
from mentorhub.platform.fields import TextRequired, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l

KINDS = {
    Kind.AWARD: _l("Prizes"),
    Kind.TAKING_PART: _l("Taking part"),
    Kind.JUROR: _l("Thanks to jurors"),
    Kind.IDEA: _l("Ideas that went into an entry"),
}
CAUSES = {
    Cause.NAME: _l("The name on it is wrong"),
    Cause.MISTAKE: _l("It was given by mistake"),
    Cause.RESULT: _l("The result it speaks of no longer stands"),
    Cause.ASKED: _l("Whoever holds it asked for this"),
}
SHAPES = {Shape.ZIP: _l("One file for each person (ZIP)"), Shape.PDF: _l("One PDF to print")}


class GiveForm(Form):
    kinds = SelectMultipleField(
        _l("Which certificates"),
        [InputRequired()],
        choices=options(KINDS.items()),
    )

    @property
    def chosen(self) -> list[Kind]:
        return [Kind(value) for value in self.kinds.data]


class RevokeForm(Form):
    cause = RadioField(
        _l("Why"),
        [InputRequired()],
        choices=options(CAUSES.items()),
    )
    reason = TextAreaField(_l("In your words"), [TextRequired(), Length(max=400)], default="")
    anew = BooleanField(_l("Give another one in its place, with the name as it is now"))

    @property
    def facts(self) -> dict[str, Any]:
        return {**self.answers, "cause": Cause(self.cause.data)}


class BundleForm(Form):
    shape = RadioField(
        _l("As what"),
        [InputRequired()],
        choices=options(SHAPES.items()),
        default=Shape.ZIP.value,
    )


class CodeOnPaperForm(Form):
    code = StringField(_l("The code on the paper"), [TextRequired(), Length(max=80)], default="")

    @property
    def tidied(self) -> str:
        return tidy(self.code.data)[:LENGTH]


class NameOnPaperForm(Form):
    name = StringField(_l("The name on the paper"), [Optional(), Length(max=120)], default="")
