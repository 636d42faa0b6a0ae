"""What people write about an idea, and what its unit answers."""

from mentorhub.ideas.forms.answering import (
    VERDICTS,
    AdoptionForm,
    ChosenIdeas,
    DecisionForm,
    JoinForm,
)
from mentorhub.ideas.forms.merging import SupportForm
from mentorhub.ideas.forms.telling import UpdateForm
from mentorhub.ideas.forms.writing import RestStep, TextStep, TitleStep, TitleWords, label_of

__all__ = [
    "VERDICTS",
    "AdoptionForm",
    "ChosenIdeas",
    "DecisionForm",
    "JoinForm",
    "RestStep",
    "SupportForm",
    "TextStep",
    "TitleStep",
    "TitleWords",
    "UpdateForm",
    "label_of",
]
