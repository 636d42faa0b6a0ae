"""Conflicts of interest: declared by a juror, or by an organiser who knows of one."""

from collections.abc import Sequence

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, Optional

from mentorhub.contests.models import Juror
from mentorhub.entries.models import Entry
from mentorhub.judging.domain.relations import IN_WORDS, told
from mentorhub.platform.fields import TextRequired
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l

RELATIONS = tuple(Choice(key, _l(words)) for key, words in IN_WORDS.items())


class ConflictForm(Form):
    relation = SelectField(
        _l("What is the relation?"),
        [InputRequired()],
        choices=[Choice("", _l("Choose one")), *RELATIONS],
    )
    details = StringField(_l("In a few words"), [Optional(), Length(max=300)], default="")


class CodeConflictForm(ConflictForm):
    code = StringField(_l("Code of the entry"), [TextRequired(), Length(max=12)])


def reason_in(form: Form) -> str:
    return told(form.relation.data, form.details.data or "")


class DeclareForForm(ConflictForm):
    """An organiser knows of a conflict a juror has not declared."""

    juror = SelectField(_l("Juror"), [InputRequired()])
    entry = SelectField(_l("Entry"), [InputRequired()])


def declare_for_form(jurors: Sequence[Juror], entries: Sequence[Entry]) -> Form:
    form = DeclareForForm()
    form.juror.choices = [
        Choice(str(j.id), j.person.display_name if j.person else j.label) for j in jurors
    ]
    form.entry.choices = [Choice(str(entry.id), f"{entry.code} {entry.title}") for entry in entries]
    return form
