"""What a juror and an organiser send about a ballot."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import HiddenInput

from mentorhub.ballots.domain.ordering import Move
from mentorhub.platform.fields import TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l

MOVE = rf"^({'|'.join(Move)}) ([0-9a-f]{{32}})$"
MOST = 20_000
"""Letters of an order: more than the entries of any stage have in their codes."""


class VersionForm(Form):
    """Which order the page showed."""

    version = WholeNumberField(widget=HiddenInput(), validators=[InputRequired()])


class OrderForm(VersionForm):
    """The order as it stands on the page: codes of entries with spaces between them, best first.

    `key` is made anew for each change, so that one sent again is known.
    """

    key = HiddenField(validators=[Optional(), Length(max=64)])
    order = StringField(_l("Your order"), [Length(max=MOST)])

    def validate_order(self, field: StringField) -> None:
        """To have nothing in order is an order; to send none is a mistake."""
        if field.data is None:
            raise ValidationError(field.gettext("This field is required."))

    @property
    def codes(self) -> list[str]:
        return (self.order.data or "").split()


class BallotForm(OrderForm):
    """One button (what it does, and with which entry), or the order that a script has changed."""

    move = StringField(validators=[Optional(), Regexp(MOVE)])

    def validate_order(self, field: StringField) -> None:
        if not self.move.data:
            super().validate_order(field)

    @property
    def asked(self) -> tuple[Move, UUID] | None:
        if not self.move.data:
            return None
        kind, entry = self.move.data.split(" ")
        return Move(kind), UUID(entry)


class ReopenForm(Form):
    reason = TextAreaField(_l("Reason"), [TextRequired(), Length(max=600)])


def show_stored(form: VersionForm, version: int, order: Iterable[str]) -> None:
    """What is sent next starts from what the page shows now, whatever was sent before."""
    shown = {"version": version, "key": uuid4().hex, "order": " ".join(order)}
    for name in shown.keys() & set(form.data):
        form[name].data, form[name].raw_data = shown[name], None
