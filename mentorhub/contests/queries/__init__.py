"""Which contests there are, who stands around them, what changed in one and what it lacks."""

from mentorhub.contests.queries.changes import (
    also_lacking,
    changes_of,
    criteria_version,
    gaps_of,
    last_change,
    open_amendments,
    rubric_afresh,
)
from mentorhub.contests.queries.listing import (
    announced,
    contests_run_by,
    earlier,
    in_phase,
    in_stages,
    listed,
    open_now,
    running_in,
    whole,
)
from mentorhub.contests.queries.people import (
    jury_of,
    places_to_host,
    possible_organisers,
    serves_as_secretary,
    sits_on_the_jury,
)

__all__ = [
    "also_lacking",
    "announced",
    "changes_of",
    "contests_run_by",
    "criteria_version",
    "earlier",
    "gaps_of",
    "in_phase",
    "in_stages",
    "jury_of",
    "last_change",
    "listed",
    "open_amendments",
    "open_now",
    "places_to_host",
    "possible_organisers",
    "rubric_afresh",
    "running_in",
    "serves_as_secretary",
    "sits_on_the_jury",
    "whole",
]
