"""Which entries there are, of whom, how far they are filled in, and the papers they leave."""

from mentorhub.entries.queries.candidates import candidate, sent_by_unit
from mentorhub.entries.queries.filling import lacking, progress, saving_of
from mentorhub.entries.queries.lists import (
    close_to,
    entries_of_team,
    entry_of,
    ideas_of,
    listed_for,
    own_entries,
    submitted_to,
)
from mentorhub.entries.queries.papers import files_of, judged_files, receipts_of, sent_files
from mentorhub.entries.queries.people import (
    birth_years,
    participants_of,
    people_in,
    seats_of,
    seats_taken,
    takes_part,
)

__all__ = [
    "birth_years",
    "candidate",
    "close_to",
    "entries_of_team",
    "entry_of",
    "files_of",
    "ideas_of",
    "judged_files",
    "lacking",
    "listed_for",
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
    "submitted_to",
    "takes_part",
]
