"""What is done in the check: recommended, decided and taken back, answered, noted as seen."""

from mentorhub.eligibility.actions.answering import answer
from mentorhub.eligibility.actions.deciding import admit_many, decide, mark, undo, undo_many
from mentorhub.eligibility.actions.noting import note_seen
from mentorhub.eligibility.actions.recommending import recommend

__all__ = [
    "admit_many",
    "answer",
    "decide",
    "mark",
    "note_seen",
    "recommend",
    "undo",
    "undo_many",
]
