"""Building a form, and filling it in."""

from mentorhub.questions.forms.answering import (
    Line,
    fields_of,
    lines_of,
    sector_name,
)
from mentorhub.questions.forms.building import KINDS, PartsForm, QuestionForm, RemovalForm

__all__ = [
    "KINDS",
    "Line",
    "PartsForm",
    "QuestionForm",
    "RemovalForm",
    "fields_of",
    "lines_of",
    "sector_name",
]
