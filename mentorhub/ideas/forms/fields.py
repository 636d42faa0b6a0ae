"""What the forms of ideas ask of a field."""

from wtforms.validators import InputRequired, Length

from mentorhub.platform.fields import TextRequired
from mentorhub.platform.i18n import _l


def required() -> InputRequired:
    return InputRequired(_l("Fill this in."))


def text_required() -> TextRequired:
    return TextRequired(_l("Fill this in."))


def at_most(number: int) -> Length:
    return Length(max=number, message=_l("At most %(max)d characters."))
