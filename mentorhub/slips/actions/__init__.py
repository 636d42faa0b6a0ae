"""Type for somebody, send it, hand it over to its author, take it back."""

from mentorhub.rosters.actions.lists import give_up
from mentorhub.slips.actions.codes import claim, end_code, make_code, make_codes
from mentorhub.slips.actions.importing import apply, pile_of, plan_of, take_in, understood
from mentorhub.slips.actions.importing import undo as undo_import
from mentorhub.slips.actions.typing import change, parts_of, remove, send, send_all, type_slip, undo

__all__ = [
    "apply",
    "change",
    "claim",
    "end_code",
    "give_up",
    "make_code",
    "make_codes",
    "parts_of",
    "pile_of",
    "plan_of",
    "remove",
    "send",
    "send_all",
    "take_in",
    "type_slip",
    "understood",
    "undo",
    "undo_import",
]
