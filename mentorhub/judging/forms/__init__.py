"""What jurors and organisers fill in."""

from mentorhub.judging.forms.beside import (
    AdvanceForm,
    ConfirmationForm,
    DrawForm,
    EarlierForm,
    ExactlyThis,
    bonus_form,
    bonuses_in,
    seating_form,
    seats_in,
)
from mentorhub.judging.forms.closing import ClosingForm, DayForm, DisputeForm, FewReadersForm
from mentorhub.judging.forms.conflicts import (
    RELATIONS,
    CodeConflictForm,
    ConflictForm,
    declare_for_form,
    reason_in,
)
from mentorhub.judging.forms.handing import (
    AnswerForm,
    HandOutForm,
    TieForm,
    WishesForm,
    wishes_form,
)
from mentorhub.judging.forms.outlived import OLD_CRITERIA, asks_of_old
from mentorhub.judging.forms.sheets import (
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
    "AdvanceForm",
    "AnswerForm",
    "ClosingForm",
    "CodeConflictForm",
    "ConfirmationForm",
    "ConflictForm",
    "DayForm",
    "DisputeForm",
    "DrawForm",
    "EarlierForm",
    "ExactlyThis",
    "FewReadersForm",
    "HandOutForm",
    "InviteForm",
    "ReasonForm",
    "TieForm",
    "WishesForm",
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
    "wishes_form",
]
