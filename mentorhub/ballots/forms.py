"""What a juror and an organiser send about a ballot."""

from uuid import UUID

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp
from wtforms.widgets import HiddenInput

from mentorhub.ballots.domain.ordering import Move
from mentorhub.platform.fields import TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l

MOVE = rf"^({'|'.join(Move)}) ([0-9a-f]{{32}})$"


class VersionForm(Form):
    """Which order the page showed."""

    version = WholeNumberField(widget=HiddenInput(), validators=[InputRequired()])


class MoveForm(VersionForm):
    """One button: what it does, and with which entry."""

    move = StringField(validators=[TextRequired(), Regexp(MOVE)])

    @property
    def asked(self) -> tuple[Move, UUID]:
        kind, entry = self.move.data.split(" ")
        return Move(kind), UUID(entry)


class ReopenForm(Form):
    reason = TextAreaField(_l("Reason"), [TextRequired(), Length(max=600)])
