"""Everything publishing reads."""

from mentorhub.publishing.queries.ledgers import ledger_of, sheets_of
from mentorhub.publishing.queries.tables import (
    announced_for,
    contest_with_results,
    editions_of,
    means_beside,
    newest_published,
    numbers_of,
    people_in,
    place_of,
    prepared_for,
    public_names,
    publication,
    published_for,
    published_or_none,
    published_page,
    remarks_for,
    submitted_entries,
    table_of,
)

__all__ = [
    "announced_for",
    "contest_with_results",
    "editions_of",
    "ledger_of",
    "means_beside",
    "newest_published",
    "numbers_of",
    "people_in",
    "place_of",
    "prepared_for",
    "public_names",
    "publication",
    "published_for",
    "published_or_none",
    "published_page",
    "remarks_for",
    "sheets_of",
    "submitted_entries",
    "table_of",
]
