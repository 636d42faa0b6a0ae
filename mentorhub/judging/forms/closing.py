"""The day of a jury, why scoring ends with sheets missing, and a word against what followed."""

from collections.abc import Sequence

from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from mentorhub.judging.queries import Lack
from mentorhub.platform.fields import LocalMomentField, TextRequired, key, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l, ngettext


class DayForm(Form):
    at = LocalMomentField(_l("The jury is ready by"), [Optional()])


class ClosingForm(Form):
    reason = TextAreaField(_l("Why scoring ends without them"), [Optional(), Length(max=600)])

    def owe_a_reason(self) -> None:
        """Sheets are missing, or readers."""
        self.reason.validators = [TextRequired(), Length(min=10, max=600)]
        self.reason.flags.required = True


class DisputeForm(Form):
    """What a juror says about their own sheet, and what is answered."""

    text = TextAreaField(_l("In your words"), [TextRequired(), Length(min=10, max=1000)])


class FewReadersForm(Form):
    entries = SelectMultipleField(
        _l("Entries with fewer readers than the rules promise"), [InputRequired()], coerce=key
    )
    reason = TextAreaField(
        _l("Why do they have fewer readers?"), [TextRequired(), Length(min=10, max=600)]
    )

    def offer(self, lacking: Sequence[Lack]) -> None:
        self.entries.choices = options((one.entry.id, _told(one)) for one in lacking)
        if not self.is_submitted():
            self.entries.data = [one.entry.id for one in lacking]


def _told(lack: Lack) -> str:
    return ngettext(
        "%(entry)s: %(num)d of %(promised)s readers",
        "%(entry)s: %(num)d of %(promised)s readers",
        lack.readers,
        entry=f"{lack.entry.code} · {lack.entry.title}",
        promised=lack.promised,
    )
