"""A list of ideas as a file, and what is wrong with it in words."""

from typing import Any

from wtforms import HiddenField, ValidationError
from wtforms.validators import InputRequired, Length

from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l
from mentorhub.rosters.forms import WRONG
from mentorhub.sheets.forms import SpreadsheetForm
from mentorhub.slips.actions import understood
from mentorhub.slips.domain.lists import Flaw, NoList, Pile, Problem
from mentorhub.units.models import Unit

NO_LIST = {
    "no_headings": _l(
        "No row of headings was found. One row must say “Họ và tên”, “Ý tưởng” and so on."
    ),
    "no_name": _l("No column is headed “Họ và tên”: without authors there are no ideas."),
    "no_title": _l("No column is headed “Ý tưởng”: every idea needs a name."),
    "many": _l("The list has more than 300 ideas. Cut it into several files."),
}
FLAWS = {
    **{wrong.value: words for wrong, words in WRONG.items()},
    Flaw.NO_YEAR.value: _l("There is no year of birth."),
    Flaw.NO_TITLE.value: _l("The idea has no name."),
    Flaw.LONG_TITLE.value: _l("The name “%(text)s…” is longer than 120 characters."),
    Flaw.LONG_TEXT.value: _l("The text “%(text)s…” is longer than 800 characters."),
    Flaw.SECTOR.value: _l("There is no field “%(text)s”. The template names all of them."),
    Flaw.NOT_AGREED.value: _l("It does not say how the author agreed."),
    Flaw.AGREED.value: _l("“%(text)s” is no way to agree. Write: đã ký, trực tiếp, điện thoại."),
    Flaw.GUARDIAN.value: _l("“%(text)s” may be under 16: write “có” if a guardian agreed."),
    Flaw.UNIT.value: _l("There is no branch “%(text)s” in this unit."),
    Flaw.DAY.value: _l("“%(text)s” is no day up to today. Write 31/12/2025."),
}


def in_words(problem: Problem) -> str:
    """A mistake in a line, as a sentence."""
    sentence: str = FLAWS[problem.what] % {"text": problem.text}
    return sentence


class ListForm(SpreadsheetForm):
    """A list of ideas of one unit."""

    def __init__(self, unit: Unit, **given: Any) -> None:
        super().__init__(**given)
        self.place = unit

    def understand(self, data: bytes) -> Pile:
        try:
            return understood(self.place, data)
        except NoList as problem:
            raise ValidationError(NO_LIST[problem.reason]) from problem


class ApplyForm(Form):
    digest = HiddenField(validators=[InputRequired(), Length(max=64)])
