"""Papers to be shown: rows that come and go."""

from typing import Any

from wtforms import FieldList, FormField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from mentorhub.contests.domain.documents import Document, Whose
from mentorhub.contests.forms.about import Part
from mentorhub.contests.models import Contest
from mentorhub.platform.fields import Row, Rows, in_three, texts, typed_as
from mentorhub.platform.i18n import _l

MOST_DOCUMENTS = 6


class DocumentForm(Row):
    name_vi, name_en, name_fr = in_three(_l("Name of the document"), most=80)
    whose = RadioField(
        _l("For whom it is shown"),
        [InputRequired()],
        choices=[
            SelectChoice(Whose.ENTRY.value, _l("once for the entry")),
            SelectChoice(Whose.PERSON.value, _l("for everyone in the entry")),
            SelectChoice(Whose.MINOR.value, _l("for everyone under 18 in the entry")),
        ],
        default=Whose.ENTRY.value,
    )


class DocumentsForm(Rows, Part):
    documents = FieldList(FormField(DocumentForm), max_entries=MOST_DOCUMENTS)

    def contents(self) -> dict[str, Any]:
        rows = (row.form for row in self.documents)
        return {"documents": [Document(texts(row, "name"), Whose(row.whose.data)) for row in rows]}

    @staticmethod
    def values(contest: Contest) -> dict[str, list[dict[str, Any]]]:
        rows = contest.documents
        return {"documents": [{**typed_as(name=one.name), "whose": one.whose} for one in rows]}
