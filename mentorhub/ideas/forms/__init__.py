"""What people write about an idea, and what its unit answers."""

from mentorhub.ideas.forms.answering import (
    VERDICTS,
    AdoptionForm,
    ChosenIdeas,
    DecisionForm,
    JoinForm,
)
from mentorhub.ideas.forms.merging import SupportForm
from mentorhub.ideas.forms.steps import Step, as_text
from mentorhub.ideas.forms.telling import UpdateForm
from mentorhub.ideas.forms.writing import RestStep, TextStep, TitleStep, TitleWords, label_of

__all__ = [
    "VERDICTS",
    "AdoptionForm",
    "ChosenIdeas",
    "DecisionForm",
    "JoinForm",
    "RestStep",
    "Step",
    "SupportForm",
    "TextStep",
    "TitleStep",
    "TitleWords",
    "UpdateForm",
    "as_text",
    "label_of",
]
