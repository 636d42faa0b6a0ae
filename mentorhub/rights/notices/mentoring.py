"""The words of mentoring in a copy of one's data: tables, fields, and what codes mean."""

from collections.abc import Mapping
from typing import Any

from mentorhub.platform.i18n import _l
from mentorhub.platform.week import TIME_NAMES

TITLES: Mapping[str, Any] = {
    "mentor_profile": _l("Your profile as a mentor"),
    "mentor_request": _l("What you asked mentors for"),
    "mentor_offer": _l("Mentors you offered to teams"),
    "commitment": _l("What you wrote down with a mentor or a team"),
    "mentoring_review": _l("How you looked back on a mentoring"),
    "mentor_meeting": _l("Meetings you proposed or wrote about"),
}
FIELDS: Mapping[str, Any] = {
    "begins_at": _l("Begins on"),
    "code_agreed_at": _l("Agreed to the code of conduct on"),
    "code_edition": _l("Edition of the code of conduct"),
    "reach_km": _l("How far do you come to meet a team?"),
    "why": _l("Why"),
    "beside": _l("Second adult"),
    "confided": _l("To the Youth Union alone"),
    "decided": _l("What did you decide?"),
    "done": _l("What did you do?"),
    "minutes": _l("Minutes"),
    "noted_at": _l("Noted on"),
    "place": _l("Place of the meeting"),
    "proposed_at": _l("Proposed on"),
    "stage": _l("When"),
    "steps": _l("Next steps you noted"),
    "format": _l("How you meet"),
    "goals": _l("Goals"),
    "renews": _l("Goes on once more"),
    "reached": _l("What have you reached?"),
    "rhythm": _l("How often"),
    "told": _l("To the other side"),
}
_FORMATS = {
    "online": _l("Online"),
    "in_person": _l("In person"),
    "phone": _l("By phone"),
}
VALUES: Mapping[str, Mapping[Any, Any]] = {
    "format": _FORMATS,
    "formats": _FORMATS,
    "rhythm": {
        "weekly": _l("Every week"),
        "two_weeks": _l("Every two weeks"),
        "three_weeks": _l("Every three weeks"),
        "monthly": _l("Once a month"),
    },
    "free_times": TIME_NAMES,
}
OWN_VALUES: Mapping[tuple[str, str], Mapping[Any, Any]] = {
    ("mentoring_review", "stage"): {"mid": _l("In the middle"), "end": _l("At the end")},
    ("mentoring_review", "reached"): {
        4: _l("All we wanted"),
        3: _l("Most of it"),
        2: _l("A part of it"),
        1: _l("Nothing yet"),
    },
    ("mentor_meeting", "state"): {
        "proposed": _l("Proposed"),
        "agreed": _l("Time agreed"),
        "called_off": _l("Called off"),
    },
    ("mentor_profile", "state"): {
        "applied": _l("Waits to be checked"),
        "active": _l("Active"),
        "paused": _l("Paused"),
        "left": _l("Left"),
    },
    ("mentor_offer", "state"): {
        "open": _l("Waits for an answer"),
        "accepted": _l("Accepted"),
        "declined": _l("Declined"),
        "taken_back": _l("Taken back"),
    },
    ("mentor_request", "state"): {
        "open": _l("Waits for an answer"),
        "more_needed": _l("The mentor asked for more"),
        "accepted": _l("Accepted"),
        "declined": _l("Declined"),
        "withdrawn": _l("Withdrawn"),
        "expired": _l("Not answered in time"),
        "closed": _l("Closed"),
    },
}
