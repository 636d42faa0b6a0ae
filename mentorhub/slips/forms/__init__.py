"""What is typed from a slip, and what its author types to take the idea over."""

from mentorhub.slips.forms.importing import ApplyForm, ListForm, in_words
from mentorhub.slips.forms.typing import AGREED, NOTHING_YET, ClaimForm, SlipForm, as_typed

__all__ = [
    "AGREED",
    "NOTHING_YET",
    "ApplyForm",
    "ClaimForm",
    "ListForm",
    "SlipForm",
    "as_typed",
    "in_words",
]
