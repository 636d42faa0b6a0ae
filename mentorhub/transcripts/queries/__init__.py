"""Secretaries, the sheets they type, and who typed what is on a card."""

from mentorhub.transcripts.queries.secretaries import (
    contests_served_by,
    secretaries_of,
    secretary_in,
    serving_in,
)
from mentorhub.transcripts.queries.sheets import (
    Hands,
    begun_on_screen,
    cards_to_print,
    codes_of_seats,
    counts_in,
    hands_of,
    in_hand_of,
    newest_of,
    sheet_coded,
    sheet_to_read,
    sheets_in,
    sheets_of_juror,
)

__all__ = [
    "Hands",
    "begun_on_screen",
    "cards_to_print",
    "codes_of_seats",
    "contests_served_by",
    "counts_in",
    "hands_of",
    "in_hand_of",
    "newest_of",
    "secretaries_of",
    "secretary_in",
    "serving_in",
    "sheet_coded",
    "sheet_to_read",
    "sheets_in",
    "sheets_of_juror",
]
