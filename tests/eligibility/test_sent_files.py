"""The check looks for files among those that were sent, as the jury does."""

import pytest
from sqlalchemy import select

from mentorhub.eligibility import queries
from mentorhub.eligibility.domain.findings import Kind as Found
from mentorhub.entries import queries as entries
from mentorhub.entries.models import Revision
from mentorhub.platform.db import Translated, db
from mentorhub.questions.domain.asking import Kind
from tests.papers.sender import Sender
from tests.papers.test_questions import give, send
from tests.questions.test_building import ask, change


@pytest.fixture
def sender(browser):
    return Sender(browser)


@pytest.fixture
def plan(sender):
    """A plan is asked for as a file; a team may leave it out, so far."""
    question = ask(sender.entry.contest, Kind.FILE, label=Translated(vi="Kế hoạch"))
    db.session.commit()
    return question


def lacking(entry):
    looked = queries.looked_at(entry.contest, queries.checked_in(entry.contest))
    return list(looked[entry.id].lacking)


def demand(plan):
    """As though it had been asked for from the start: what is asked later leaves entries whole."""
    change(plan, is_required=True)
    for sent in db.session.scalars(select(Revision)):
        sent.content = {**sent.content, "form": plan.contest.form_version}
    db.session.commit()


def test_what_is_asked_after_an_entry_was_sent_is_not_held_against_it(sender, plan):
    assert send(sender) == 302
    change(plan, is_required=True)
    db.session.commit()
    assert lacking(sender.entry) == []


def test_a_file_that_lies_in_the_draft_only_was_not_sent(sender, plan):
    assert send(sender) == 302
    assert give(sender, plan.key).status_code == 200
    demand(plan)
    assert lacking(sender.entry) == [f"q_{plan.key}"]
    organiser = sender.entry.contest.organisers[0].person
    rows = queries.board(organiser, sender.entry.contest, ())
    assert [one.kind for row in rows for one, _codes in row.findings] == [Found.EMPTY]
    assert send(sender) == 302  # with the file
    assert lacking(sender.entry) == []


def test_a_file_that_was_sent_counts_though_the_draft_has_lost_it(sender, plan):
    give(sender, plan.key)
    assert send(sender) == 302
    demand(plan)
    (kept,) = sender.papers()
    assert sender.browser.post(f"{sender.base}/files/{kept.id}/removal").status_code < 400
    db.session.expire_all()
    assert entries.files_of(sender.entry) == {}
    assert lacking(sender.entry) == []


def test_the_files_of_all_entries_are_those_of_each(sender, plan):
    assert send(sender) == 302
    give(sender, plan.key)
    assert send(sender) == 302
    contest, entry = sender.entry.contest, sender.entry
    assert entries.sent_files_in(contest) == {entry.id: entries.sent_files(entry)}
    assert [one["slot"] for one in entries.sent_files(entry)] == [plan.key]
