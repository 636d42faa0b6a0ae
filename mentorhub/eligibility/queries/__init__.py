"""Entries as the check looks at them, for whoever may; decisions and what was seen."""

from mentorhub.eligibility.queries.board import Row, board, counts, row_of, view_of
from mentorhub.eligibility.queries.decisions import (
    batch,
    decisions_of,
    latest_of,
    recommended,
    recommended_in,
    sights_of,
    standing,
    state_of,
)
from mentorhub.eligibility.queries.looking import looked_at
from mentorhub.eligibility.queries.rows import CHECKED, checked_by, checked_in

__all__ = [
    "CHECKED",
    "Row",
    "batch",
    "board",
    "checked_by",
    "checked_in",
    "counts",
    "decisions_of",
    "latest_of",
    "looked_at",
    "recommended",
    "recommended_in",
    "row_of",
    "sights_of",
    "standing",
    "state_of",
    "view_of",
]
