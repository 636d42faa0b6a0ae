"""The verbs of judging, one file for each of its moments."""

from mentorhub.judging.actions.beside import give_bonus
from mentorhub.judging.actions.closing import Standing, close_scoring, remind, standings, waive
from mentorhub.judging.actions.conflicts import declare_by_code, declare_conflict
from mentorhub.judging.actions.jury import (
    accept,
    decline,
    invitation,
    invite,
    renew_link,
    withdraw_juror,
)
from mentorhub.judging.actions.marking import reopen, save_marks, submit
from mentorhub.judging.actions.rubric import agree_to_criteria
from mentorhub.judging.actions.sharing import hand_out, propose

__all__ = [
    "Standing",
    "accept",
    "agree_to_criteria",
    "close_scoring",
    "declare_by_code",
    "declare_conflict",
    "decline",
    "give_bonus",
    "hand_out",
    "invitation",
    "invite",
    "propose",
    "remind",
    "renew_link",
    "reopen",
    "save_marks",
    "standings",
    "submit",
    "waive",
    "withdraw_juror",
]
