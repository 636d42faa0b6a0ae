from typing import Any

from wtforms import PasswordField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from mentorhub.platform.fields import TextRequired, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l
from mentorhub.rights.models import Kind, RequestState

SHAPES = [
    ("page", _l("A page to read and print")),
    ("json", _l("A file for programs (JSON)")),
]
RIGHTS = [
    (Kind.CORRECT.value, _l("Something about me is wrong")),
    (Kind.OBJECT.value, _l("Something should not be done with my data")),
]
STATES = [
    (RequestState.DONE.value, _l("It is done")),
    (RequestState.OPEN.value, _l("It takes longer; this is a first answer")),
    (RequestState.REFUSED.value, _l("It cannot be done; the reason is above")),
]


class ProofForm(Form):
    """The password, unless one has just signed in: then the field is not there."""

    password = PasswordField(_l("Your password"), [InputRequired(), Length(max=200)])

    def __init__(self, *, is_fresh: bool, **given: Any) -> None:
        super().__init__(**given)
        if is_fresh:
            del self.password

    @property
    def secret(self) -> str:
        return str(self.password.data) if "password" in self else ""


class CopyForm(ProofForm):
    shape = RadioField(_l("As what?"), [InputRequired()], choices=options(SHAPES))


class ShapeForm(Form):
    """For a guardian, whose link is the proof."""

    shape = RadioField(_l("As what?"), [InputRequired()], choices=options(SHAPES))


class AskForm(Form):
    kind = RadioField(_l("What is your request about?"), [InputRequired()], choices=options(RIGHTS))
    words = TextAreaField(
        _l("What is it, and what should happen?"), [TextRequired(), Length(max=2000)]
    )


class ReplyForm(Form):
    answer = TextAreaField(_l("Your answer"), [TextRequired(), Length(max=1000)])
    state = RadioField(_l("How does it stand?"), [InputRequired()], choices=options(STATES))
