"""What the forms of ideas ask of a field."""

from wtforms import FileField
from wtforms.validators import InputRequired, Length, ValidationError

from mentorhub.platform.fields import TextRequired
from mentorhub.platform.i18n import _l
from mentorhub.platform.images import Photograph, photograph

NO_PHOTO = {
    "too_heavy": _l("This photo is larger than 10 MB. Choose a smaller one."),
    "too_many_pixels": _l("This photo has more than 40 million pixels. Choose a smaller one."),
    "not_a_photo": _l("This file is no photo we can read. Choose a JPEG, PNG or WebP."),
}


def required() -> InputRequired:
    return InputRequired(_l("Fill this in."))


def text_required() -> TextRequired:
    return TextRequired(_l("Fill this in."))


def at_most(number: int) -> Length:
    return Length(max=number, message=_l("At most %(max)d characters."))


def photo_in(field: FileField) -> Photograph | None:
    """The photo somebody chose, made small and silent, or None where none was chosen.

    Raises ValidationError with what is the matter with it.
    """
    if not field.data or not field.data.filename:
        return None
    try:
        return photograph(field.data.read())
    except ValueError as problem:
        raise ValidationError(NO_PHOTO[str(problem)]) from None
    finally:
        field.data.close()
