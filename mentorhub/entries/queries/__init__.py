"""Which entries there are, of whom, who is close to them, how far they are, what they leave."""

from mentorhub.entries.queries.candidates import candidate, sent_by_unit, units_short
from mentorhub.entries.queries.closeness import (
    hidden_from,
    is_close,
    of_its_unit,
    takes_part,
    takes_sides,
    too_close_to_judge,
)
from mentorhub.entries.queries.filling import (
    asked_since,
    is_of_an_earlier_form,
    lacking,
    progress,
    saving_of,
)
from mentorhub.entries.queries.holding import entry_to_change, hold, is_in_its_team
from mentorhub.entries.queries.lists import (
    contests_of,
    entries_of_team,
    entry_of,
    ideas_of,
    listed_in,
    namesake_beside,
    namesake_in,
    own_entries,
    submitted_to,
)
from mentorhub.entries.queries.papers import (
    files_of,
    judged_files,
    latest_sent_in,
    receipts_of,
    sent_files,
    sent_files_in,
    title_sent,
    was_sent,
)
from mentorhub.entries.queries.people import (
    birth_years,
    participants_of,
    people_in,
    seats_of,
    seats_taken,
)

__all__ = [
    "asked_since",
    "birth_years",
    "candidate",
    "contests_of",
    "entries_of_team",
    "entry_of",
    "entry_to_change",
    "files_of",
    "hidden_from",
    "hold",
    "ideas_of",
    "is_close",
    "is_in_its_team",
    "is_of_an_earlier_form",
    "judged_files",
    "lacking",
    "latest_sent_in",
    "listed_in",
    "namesake_beside",
    "namesake_in",
    "of_its_unit",
    "own_entries",
    "participants_of",
    "people_in",
    "progress",
    "receipts_of",
    "saving_of",
    "seats_of",
    "seats_taken",
    "sent_by_unit",
    "sent_files",
    "sent_files_in",
    "submitted_to",
    "takes_part",
    "takes_sides",
    "title_sent",
    "too_close_to_judge",
    "units_short",
    "was_sent",
]
