"""What organisers do with a form, and what is kept of its answers."""

from mentorhub.questions.actions.answering import answers_kept, as_sent
from mentorhub.questions.actions.beginning import of_template
from mentorhub.questions.actions.building import ask, change, insist, move, remove
from mentorhub.questions.actions.staying import stay

__all__ = [
    "answers_kept",
    "as_sent",
    "ask",
    "change",
    "insist",
    "move",
    "of_template",
    "remove",
    "stay",
]
