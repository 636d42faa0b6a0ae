"""Rows for tests: `make_…` for each thing; every argument is optional and nothing is surprising."""

from tests.factories.contests import make_card, make_contest, make_entry, make_juror
from tests.factories.offices import make_admin, make_grant, make_officer
from tests.factories.people import agree, make_guardian, make_minor, make_person, make_supporter
from tests.factories.second_step import SECRET, confirm_login, make_second_step
from tests.factories.tables import make_table
from tests.factories.teams import make_idea, make_mentor, make_team
from tests.factories.units import make_province, make_unit

__all__ = [
    "SECRET",
    "agree",
    "confirm_login",
    "make_admin",
    "make_card",
    "make_contest",
    "make_entry",
    "make_grant",
    "make_guardian",
    "make_idea",
    "make_juror",
    "make_mentor",
    "make_minor",
    "make_officer",
    "make_person",
    "make_province",
    "make_second_step",
    "make_supporter",
    "make_table",
    "make_team",
    "make_unit",
]
