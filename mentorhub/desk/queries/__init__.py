"""Everything a desk reads."""

from mentorhub.desk.queries.offices import (
    open_requests,
    proposed_offices,
    unchecked_mentors,
    undecided_reports,
)
from mentorhub.desk.queries.own import (
    Seat,
    amendments_for,
    contests_run_by,
    entries_of,
    entries_owed,
    ideas_of,
    mentored_teams,
    requests_to,
    seats_of,
    teams_of,
    waiting_for_review,
)

__all__ = [
    "Seat",
    "amendments_for",
    "contests_run_by",
    "entries_of",
    "entries_owed",
    "ideas_of",
    "mentored_teams",
    "open_requests",
    "proposed_offices",
    "requests_to",
    "seats_of",
    "teams_of",
    "unchecked_mentors",
    "undecided_reports",
    "waiting_for_review",
]
