"""A sheet as it is read."""

from datetime import date
from uuid import uuid4

from mentorhub.rosters.domain.lines import roster_in
from mentorhub.sheets.domain.reading import rows_of

TODAY = date(2026, 11, 24)
HOME = uuid4()


def read(data):
    return roster_in(rows_of(data), today=TODAY)
