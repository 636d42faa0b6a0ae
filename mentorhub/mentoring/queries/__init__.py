"""Everything mentoring reads."""

from mentorhub.mentoring.queries.candidates import (
    candidate,
    candidates,
    profiles_among,
    projects_of,
    skills_of,
)
from mentorhub.mentoring.queries.profiles import (
    SEARCH,
    count_taken,
    profile_for_page,
    profile_of,
    profiles_to_learn,
    shelf,
    taking_teams,
    waiting_to_be_checked,
)
from mentorhub.mentoring.queries.requests import (
    answered,
    count_answer,
    overdue,
    request_for_page,
    requests,
    still_open,
    unreminded,
    waits_of,
)
from mentorhub.mentoring.queries.work import (
    ideas_to_learn,
    jurors_of,
    mentorships_of,
    present_ties,
    profiles_tied_to,
    table_of_mentorship,
    worked_with,
)

__all__ = [
    "SEARCH",
    "answered",
    "candidate",
    "candidates",
    "count_answer",
    "count_taken",
    "ideas_to_learn",
    "jurors_of",
    "mentorships_of",
    "overdue",
    "present_ties",
    "profile_for_page",
    "profile_of",
    "profiles_among",
    "profiles_tied_to",
    "profiles_to_learn",
    "projects_of",
    "request_for_page",
    "requests",
    "shelf",
    "skills_of",
    "still_open",
    "table_of_mentorship",
    "taking_teams",
    "unreminded",
    "waiting_to_be_checked",
    "waits_of",
    "worked_with",
]
