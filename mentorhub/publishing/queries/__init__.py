"""Everything publishing reads."""

from mentorhub.publishing.queries.dates import complaints
from mentorhub.publishing.queries.editions import (
    announced_for,
    editions_of,
    prepared_for,
    published_for,
    published_or_none,
)
from mentorhub.publishing.queries.ledgers import (
    criterion_of,
    ledger_of,
    ruled_since,
    sheets_before,
    sheets_of,
)
from mentorhub.publishing.queries.remarks import (
    held_remark,
    remarks_for,
    remarks_in,
)
from mentorhub.publishing.queries.tables import (
    contest_with_results,
    criteria_ever,
    means_beside,
    newest_published,
    numbers_of,
    people_in,
    place_of,
    public_names,
    publication,
    published_page,
    submitted_entries,
    table_of,
)

__all__ = [
    "announced_for",
    "complaints",
    "contest_with_results",
    "criteria_ever",
    "criterion_of",
    "editions_of",
    "held_remark",
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
    "remarks_in",
    "ruled_since",
    "sheets_before",
    "sheets_of",
    "submitted_entries",
    "table_of",
]
