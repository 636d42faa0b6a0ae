"""The months of a year, as moments."""

from datetime import datetime, tzinfo

MONTHS = range(1, 13)


def bounds(year: int, zone: tzinfo) -> list[datetime]:
    """When each month begins in this zone, and when the year after begins."""
    starts = [datetime(year, month, 1, tzinfo=zone) for month in MONTHS]
    return [*starts, datetime(year + 1, 1, 1, tzinfo=zone)]


def months_told(year: int, this_year: int, this_month: int) -> int:
    """How many months of a year have begun: of the rest there is nothing to tell."""
    return 12 if year < this_year else this_month if year == this_year else 0
