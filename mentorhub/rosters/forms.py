from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional

from mentorhub.accounts.domain import secrets
from mentorhub.accounts.domain.ages import birth_years
from mentorhub.accounts.forms import contact_field, new_password_field
from mentorhub.platform.clock import today
from mentorhub.platform.fields import TextRequired, WholeNumberField, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.rosters.actions import understood
from mentorhub.rosters.domain.cells import Wrong
from mentorhub.rosters.domain.headings import NoHeadings
from mentorhub.rosters.domain.lines import Problem, Roster
from mentorhub.sheets.forms import SpreadsheetForm

SHORTEST_REASON = 10
NO_HEADINGS = {
    "no_headings": _l(
        "No row of headings was found. One row must say “Họ và tên”, “Năm sinh” and so on."
    ),
    "no_name": _l("No column is headed “Họ và tên”, so nobody can be told apart."),
    "twice": _l("Two columns are headed “%(heading)s”. Take one of them away."),
}
_TOO_EASY = _l("This is among the first passwords anybody would guess. Put three words together.")
WRONG = {
    Wrong.NO_NAME: _l("There is no name."),
    Wrong.NAME: _l("“%(text)s” holds signs that are in no name."),
    Wrong.OLD_FONT: _l("“%(text)s” is written in an old font (VNI or TCVN3). Convert to Unicode."),
    Wrong.LONG_NAME: _l("The name “%(text)s…” is longer than 80 letters."),
    Wrong.DATE: _l("“%(text)s” is no day of the calendar. Write 31/12/2005 or 2005."),
    Wrong.SHORT_YEAR: _l("“%(text)s” says the year with two figures. Write all four."),
    Wrong.YEAR: _l("Nobody on this list can be born in “%(text)s”."),
    Wrong.PHONE: _l("“%(text)s” is no mobile number of ten figures."),
    Wrong.EMAIL: _l("“%(text)s” is no e-mail address."),
    Wrong.BRANCH: _l("“%(text)s” holds signs that are in no name of a branch."),
    Wrong.LONG: _l("“%(text)s…” is longer than 100 letters."),
}


def in_words(problem: Problem) -> str:
    """A mistake in a line, as a sentence."""
    sentence: str = WRONG[problem.wrong] % {"text": problem.text}
    return sentence


class UploadForm(SpreadsheetForm):
    """A list of members."""

    def understand(self, data: bytes) -> Roster:
        try:
            return understood(data)
        except NoHeadings as problem:
            sentence = NO_HEADINGS[problem.reason] % {"heading": problem.heading}
            raise ValidationError(sentence) from problem


class ApplyForm(Form):
    digest = HiddenField(validators=[InputRequired(), Length(max=64)])


class JoinForm(Form):
    line = HiddenField(validators=[InputRequired(), Length(max=36)])
    person = HiddenField(validators=[InputRequired(), Length(max=36)])


class ExportForm(Form):
    kind = RadioField(
        _l("As"),
        choices=options([("xlsx", _l("Excel (.xlsx)")), ("csv", _l("CSV, with marks kept"))]),
        default="xlsx",
    )
    contacts = BooleanField(_l("With phone numbers and e-mail addresses"))
    reason = TextAreaField(_l("Why are the contacts needed?"), [Length(max=500)])

    def validate_reason(self, field: Any) -> None:
        if self.contacts.data and len(field.data or "") < SHORTEST_REASON:
            raise ValidationError(_("Write the reason in a sentence; it is kept with your name."))


class ClaimForm(Form):
    code = StringField(_l("Code from your slip"), [TextRequired(), Length(max=20)])
    contact = contact_field()
    birth_year = WholeNumberField(_l("Year of birth"), [Optional()])
    password = new_password_field(_l("Password"))
    agreed = BooleanField(
        _l("I agree that my personal data are used as described here. I can withdraw at any time."),
        [InputRequired(_l("Without your agreement no account can be made."))],
    )

    def validate_birth_year(self, field: Any) -> None:
        years = birth_years(today())
        if field.data is not None and field.data not in years:
            raise ValidationError(
                _("Write a year from %(first)s to %(last)s.", first=years[0], last=years[-1])
            )

    def validate_password(self, field: Any) -> None:
        contact = self.contact.data or ""
        if secrets.is_too_common(field.data) or secrets.tells_who(field.data, contact):
            raise ValidationError(_TOO_EASY)
