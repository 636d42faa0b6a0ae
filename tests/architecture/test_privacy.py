"""Every column with a person in it stands in a `privacy.py`: found in the schema, not by memory."""

import pytest
from sqlalchemy import JSON, Uuid

from mentorhub.platform.db import Base, db
from mentorhub.platform.holdings import HOLDINGS, Fate, Reason

NAMES = ("person_id", "actor_id", "recipient_id", "owner_id", "author_id", "reporter_id", "by_id")
ABOUT_NOBODY = {
    # texts of the house in three languages, and facts about things
    "award.name", "contest.title", "contest.summary", "contest.rules_text", "contest.host",
    "rubric_line.name", "rubric_line.help", "rubric_line.anchors", "stage.name",
    "panel.name", "contest_document.name", "contest.sectors", "contest.bonus_for",
    "contest_amendment.content", "contest_amendment.parts",
    "unit.names", "unit.former_names", "team.spoken", "team.free_times", "idea_milestone.facts",
    "place.means", "stage_result.means",
    "question.label", "question.help", "question.choices", "question.sectors",
    # what a team wrote for a contest: it is the team's, and goes with a draft nobody else is in
    "entry.unsent", "entry.answers",
    # by which rules and variances points came about, and prizes nobody got
    "publication.basis", "publication.withheld",
    # which parts of an entry the check asked for
    "entry.asked_parts",
    # what a line of a member list was before a file changed it: goes with the line
    "roster_change.before",
    # fingerprints of parts of a draft, for the page that saved them: gone with the draft
    "idea_page_saving.parts", "entry_page_saving.parts",
    # a long sum of the worker: keys of seats and entries
    "handing_solution.found",
    # what each part of a suggestion counts, for everybody alike
    "weight_set.weights",
}  # fmt: skip


def names_a_person(column):
    by_key = any(key.column.table.name == "person" for key in column.foreign_keys)
    by_name = isinstance(column.type, Uuid) and (
        column.name in NAMES or column.name.endswith(tuple(f"_{name}" for name in NAMES))
    )
    return by_key or by_name


def unheld(tables):
    return {
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if names_a_person(column)
        and column.name not in getattr(HOLDINGS.get(table.name), "people", ())
    }


def unread(tables):
    """JSON that no holding shows, empties or answers for."""
    found = set()
    for table in tables:
        held = HOLDINGS.get(table.name)
        known = {*held.shown, *held.emptied, *held.words} if held else set()
        for column in table.columns:
            kind = getattr(column.type, "impl_instance", column.type)
            if isinstance(kind, JSON) and column.name not in known:
                found.add(f"{table.name}.{column.name}")
    return found


def test_every_column_that_names_a_person_is_exported_or_erased(app):
    assert unheld(Base.metadata.tables.values()) == set()


def test_every_json_column_is_answered_for(app):
    assert unread(Base.metadata.tables.values()) == ABOUT_NOBODY


@pytest.mark.parametrize("name", ["person_id", "seen_by_id", "actor_id"])
def test_a_new_table_with_a_person_in_it_is_found(app, name):
    from sqlalchemy import Column, MetaData, Table

    table = Table("diary", MetaData(), Column(name, Uuid()), Column("page", JSON()))
    assert unheld([table]) == {f"diary.{name}"}
    assert unread([table]) == {"diary.page"}


def test_what_stays_has_a_reason_and_what_is_shown_exists(app):
    for held in HOLDINGS.values():
        columns = set(held.model.__table__.columns.keys())
        assert held.people | {*held.emptied, *held.words, *held.shown} <= columns, held.table
        assert (held.fate is Fate.DELETED) == (held.reason is Reason.NONE), held.table


def test_who_a_pseudonym_is_stands_in_one_table_only(app):
    assert HOLDINGS["personal_details"].fate is Fate.DELETED
    assert db.metadata.tables["person"].columns.keys() == [
        "created_at", "language", "hat", "closed_at", "is_sample", "unit_id", "id",
    ]  # fmt: skip
