"""What people write about an idea, and what its unit answers."""

from mentorhub.ideas.forms.answering import VERDICTS, AdoptionForm, ChosenIdeas, DecisionForm
from mentorhub.ideas.forms.writing import RestStep, Step, TextStep, TitleStep, label_of

__all__ = [
    "VERDICTS",
    "AdoptionForm",
    "ChosenIdeas",
    "DecisionForm",
    "RestStep",
    "Step",
    "TextStep",
    "TitleStep",
    "label_of",
]
