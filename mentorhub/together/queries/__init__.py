"""What is read of a team and its mentor who work together."""

from mentorhub.together.queries.ends import RUN_OUT, run_out
from mentorhub.together.queries.overview import Sight, going_on, mentorships_within
from mentorhub.together.queries.shared import (
    agreed,
    commitments,
    confirmed_minutes,
    date_of,
    dates_of,
    is_paused,
    meetings,
    meetings_of,
    open_steps,
    proposed,
    review_by,
    reviews,
    side_of,
    table_of,
    thread_of,
    was_renewed,
)

__all__ = [
    "RUN_OUT",
    "Sight",
    "agreed",
    "commitments",
    "confirmed_minutes",
    "date_of",
    "dates_of",
    "going_on",
    "is_paused",
    "meetings",
    "meetings_of",
    "mentorships_within",
    "open_steps",
    "proposed",
    "review_by",
    "reviews",
    "run_out",
    "side_of",
    "table_of",
    "thread_of",
    "was_renewed",
]
