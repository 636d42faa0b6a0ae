"""What is counted, and against what."""

from mentorhub.reports.queries.counting import report
from mentorhub.reports.queries.portal import (
    AT_ONCE,
    EXPORTED,
    chosen_for_portal,
    for_portal,
    number_for_portal,
    with_authors,
)
from mentorhub.reports.queries.standing import standing_of, standings_below
from mentorhub.reports.queries.targets import (
    SHOWN,
    open_among,
    settings_of,
    targets_of,
    units_with_targets,
)

__all__ = [
    "AT_ONCE",
    "EXPORTED",
    "SHOWN",
    "chosen_for_portal",
    "for_portal",
    "number_for_portal",
    "open_among",
    "report",
    "settings_of",
    "standing_of",
    "standings_below",
    "targets_of",
    "units_with_targets",
    "with_authors",
]
