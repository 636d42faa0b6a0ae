"""The parts of setting up a contest. Vietnamese is asked for; other languages may be left out."""

from mentorhub.contests.forms.about import (
    BeginForm,
    DeadlineForm,
    EditForm,
    LatenessForm,
    OrganisersForm,
    Reasoned,
    SetUpForm,
    TermsForm,
    WordsForm,
)
from mentorhub.contests.forms.documents import DocumentsForm
from mentorhub.contests.forms.rows import CriteriaForm
from mentorhub.contests.forms.ruling import LimitsForm, PointsForm
from mentorhub.contests.forms.stages import PrizesForm, RoundsForm

__all__ = [
    "BeginForm",
    "CriteriaForm",
    "DeadlineForm",
    "DocumentsForm",
    "EditForm",
    "LatenessForm",
    "LimitsForm",
    "OrganisersForm",
    "PointsForm",
    "PrizesForm",
    "Reasoned",
    "RoundsForm",
    "SetUpForm",
    "TermsForm",
    "WordsForm",
]
