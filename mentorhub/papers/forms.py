"""A file as a form sends it: announced and in parts, or whole."""

from wtforms import FileField, HiddenField, StringField
from wtforms.validators import Length, NoneOf, NumberRange, ValidationError

from mentorhub.entries.domain import PHOTO
from mentorhub.papers.domain.kinds import MOST_AT_ONCE
from mentorhub.platform.fields import TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l


class AnnouncedForm(Form):
    name = StringField(validators=[TextRequired(), Length(max=500)])
    size = WholeNumberField(validators=[NumberRange(min=0, max=2**40)])
    slot = StringField(default="", validators=[Length(max=40), NoneOf([PHOTO])])
    mark = StringField(default="", validators=[Length(max=40)])


class PartForm(Form):
    offset = WholeNumberField(validators=[NumberRange(min=0, max=2**31)])
    part = FileField()

    def content(self) -> bytes:
        """One byte more than may come at once tells that there are more."""
        if not self.part.data:
            return b""
        with self.part.data.stream as sent:
            return bytes(sent.read(MOST_AT_ONCE + 1))


class FileForm(Form):
    slot = HiddenField(default="", validators=[Length(max=40), NoneOf([PHOTO])])
    file = FileField(_l("File"))

    def content(self) -> bytes:
        with self.file.data.stream as sent:
            return bytes(sent.read())

    def validate_file(self, field: FileField) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(_("Choose a file."))
