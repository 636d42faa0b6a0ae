"""What jurors and organisers fill in."""

from mentorhub.judging.forms.beside import (
    DrawForm,
    ExactlyThis,
    bonus_form,
    bonuses_in,
    seating_form,
    seats_in,
)
from mentorhub.judging.forms.closing import ClosingForm
from mentorhub.judging.forms.conflicts import (
    RELATIONS,
    CodeConflictForm,
    ConflictForm,
    declare_for_form,
    reason_in,
)
from mentorhub.judging.forms.outlived import OLD_CRITERIA, asks_of_old
from mentorhub.judging.forms.sheets import (
    AnswerForm,
    HandOutForm,
    InviteForm,
    ReasonForm,
    criteria_of,
    differences,
    given_in,
    scoresheet_form,
    show_stored_version,
)

__all__ = [
    "OLD_CRITERIA",
    "RELATIONS",
    "AnswerForm",
    "ClosingForm",
    "CodeConflictForm",
    "ConflictForm",
    "DrawForm",
    "ExactlyThis",
    "HandOutForm",
    "InviteForm",
    "ReasonForm",
    "asks_of_old",
    "bonus_form",
    "bonuses_in",
    "criteria_of",
    "declare_for_form",
    "differences",
    "given_in",
    "reason_in",
    "scoresheet_form",
    "seating_form",
    "seats_in",
    "show_stored_version",
]
