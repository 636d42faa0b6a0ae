"""The parts of setting up a contest. Vietnamese is asked for; other languages may be left out."""

from mentorhub.contests.forms.about import (
    EditForm,
    ExtensionForm,
    OrganisersForm,
    SetUpForm,
    TermsForm,
    WordsForm,
)
from mentorhub.contests.forms.rows import CriteriaForm, PrizesForm

__all__ = [
    "CriteriaForm",
    "EditForm",
    "ExtensionForm",
    "OrganisersForm",
    "PrizesForm",
    "SetUpForm",
    "TermsForm",
    "WordsForm",
]
