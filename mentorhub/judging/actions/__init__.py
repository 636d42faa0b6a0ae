"""The verbs of judging, one file for each of its moments."""

from mentorhub.judging.actions import receipts
from mentorhub.judging.actions.advancing import (
    Crossing,
    agree_to_go_on,
    asks_more,
    call_off,
    crossing,
    propose_to_go_on,
    still_holds,
)
from mentorhub.judging.actions.beside import give_bonus
from mentorhub.judging.actions.checking import Break, breaks_in, first_break, read_all_again
from mentorhub.judging.actions.checkpoints import (
    closed_with,
    newest,
    origin_of,
    signed_checkpoint,
    tree_at,
    write_checkpoint,
)
from mentorhub.judging.actions.closing import close_scoring, leave_with_few, remind, waive
from mentorhub.judging.actions.conflicts import declare_by_code, declare_conflict
from mentorhub.judging.actions.day import remind_of_the_day, set_day
from mentorhub.judging.actions.disputing import answer_dispute, dispute
from mentorhub.judging.actions.explaining import Reading, readings
from mentorhub.judging.actions.gathering import Gathered
from mentorhub.judging.actions.handing import OutOfReach, Proposal, hand_out, propose
from mentorhub.judging.actions.jury import (
    accept,
    decline,
    invitation,
    invite,
    renew_link,
    seat_in_panels,
    withdraw_juror,
)
from mentorhub.judging.actions.knowing import silent_among
from mentorhub.judging.actions.marking import (
    must_take_marks,
    reopen,
    save_marks,
    submit,
    without_words,
)
from mentorhub.judging.actions.noticing import notice_entry, notice_person, notice_seat
from mentorhub.judging.actions.rehearsing import rehearsal
from mentorhub.judging.actions.rubric import agree_to_criteria
from mentorhub.judging.actions.ruling import (
    agree_to_leave_out,
    ask_to_leave_out,
    call_off_leaving_out,
    keep_earlier,
    undecided,
)
from mentorhub.judging.actions.standing import Standing, Standings, must_be_complete, standings
from mentorhub.judging.actions.ties import Doubt, clear, doubt_about, doubts_in, look_again
from mentorhub.judging.actions.watching import Watch, confirm, unconfirmed, watch
from mentorhub.judging.actions.wishing import wish
from mentorhub.judging.actions.working_out import ask_to_work_out, work_out

__all__ = [
    "Break",
    "Crossing",
    "Doubt",
    "Gathered",
    "OutOfReach",
    "Proposal",
    "Reading",
    "Standing",
    "Standings",
    "Watch",
    "accept",
    "agree_to_criteria",
    "agree_to_go_on",
    "agree_to_leave_out",
    "answer_dispute",
    "ask_to_leave_out",
    "ask_to_work_out",
    "asks_more",
    "breaks_in",
    "call_off",
    "call_off_leaving_out",
    "clear",
    "close_scoring",
    "closed_with",
    "confirm",
    "crossing",
    "declare_by_code",
    "declare_conflict",
    "decline",
    "dispute",
    "doubt_about",
    "doubts_in",
    "first_break",
    "give_bonus",
    "hand_out",
    "invitation",
    "invite",
    "keep_earlier",
    "leave_with_few",
    "look_again",
    "must_be_complete",
    "must_take_marks",
    "newest",
    "notice_entry",
    "notice_person",
    "notice_seat",
    "origin_of",
    "propose",
    "propose_to_go_on",
    "read_all_again",
    "readings",
    "receipts",
    "rehearsal",
    "remind",
    "remind_of_the_day",
    "renew_link",
    "reopen",
    "save_marks",
    "seat_in_panels",
    "set_day",
    "signed_checkpoint",
    "silent_among",
    "standings",
    "still_holds",
    "submit",
    "tree_at",
    "unconfirmed",
    "undecided",
    "waive",
    "watch",
    "wish",
    "withdraw_juror",
    "without_words",
    "work_out",
    "write_checkpoint",
]
