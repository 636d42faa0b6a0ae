"""Sending, changing after it, the deadline, taking back."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.activity.models import Activity
from mentorhub.consents.actions import withdraw
from mentorhub.contests.domain.deadline import Late
from mentorhub.entries import actions, queries
from mentorhub.entries.models import Entry, EntryState, Participant, Receipt, Revision
from mentorhub.ideas.models import Milestone
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, Stale
from tests.entries.steps import WORDS, begin, send, write, written
from tests.factories import make_contest, make_idea, make_minor, make_person, make_team

pytestmark = pytest.mark.usefixtures("in_english")


def test_sending_gives_a_number_a_receipt_and_leaves_the_words_as_they_were(app):
    idea = make_idea(make_team(make_person()))
    entry, by = written(team=idea.team, idea=idea)
    version = entry.contest.version
    receipt = send(entry, by)
    assert (entry.number, entry.code, entry.contest.next_number) == (1, "AG-01", 2)
    assert entry.contest.version == version
    assert receipt.deadline == entry.contest.closes_at
    (revision,) = db.session.scalars(select(Revision).where(Revision.entry_id == entry.id))
    said = {**WORDS, "language": "vi", "people": [str(by.id)]}
    assert revision.content == {**said, "form": 1}
    assert revision.digest == receipt.digest
    (milestone,) = db.session.scalars(select(Milestone).where(Milestone.kind == "entry"))
    assert (milestone.idea_id, milestone.facts) == (idea.id, {"contest": dict(entry.contest.title)})
    activity = db.session.scalars(select(Activity).where(Activity.verb == "entry.submitted")).one()
    assert activity.facts == {"contest": dict(entry.contest.title), "code": "AG-01"}


def test_a_second_click_gets_the_same_receipt(app):
    entry, by = written()
    first = send(entry, by)
    assert send(entry, by) is first
    assert db.session.scalar(select(func.count(Revision.id))) == 1
    assert send(entry, by, at=entry.contest.closes_at + timedelta(hours=1)) is first


def test_changes_after_sending_wait_until_they_are_sent_too(app):
    entry, by = written()
    first = send(entry, by)
    write(entry, by, title="Tên mới")
    assert (entry.title, entry.unsent["title"]) == (WORDS["title"], "Tên mới")
    assert actions.content_of(entry)["title"] == "Tên mới"
    second = send(entry, by)
    assert (entry.title, entry.unsent, entry.number) == ("Tên mới", None, 1)
    assert second.code != first.code
    assert [r.code for r in queries.receipts_of(entry)] == [second.code, first.code]
    write(entry, by, title="Tên mới")
    assert entry.unsent is None


def test_a_save_from_an_older_page_brings_both_texts(app):
    entry, by = written()
    opened = entry.version
    write(entry, by, title="Của bạn cùng đội")
    with pytest.raises(Stale) as refusal:
        write(entry, by, version=opened, title="Của tôi")
    assert refusal.value.facts["saved"]["title"] == "Của bạn cùng đội"
    assert refusal.value.facts["typed"]["title"] == "Của tôi"
    assert entry.title == "Của bạn cùng đội"


INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(("late", "counts"), [(-INSTANT, True), (timedelta(0), False)])
def test_the_deadline_is_the_moment_of_arrival(app, late, counts):
    entry, by = written()
    deadline = entry.contest.closes_at
    with time_machine.travel(deadline + timedelta(seconds=3)):  # it waited for the lock
        if counts:
            receipt = send(entry, by, at=deadline + late)
            assert (receipt.at, receipt.deadline) == (deadline + late, deadline)
        else:
            with pytest.raises(Refused, match="Entries closed at"):
                send(entry, by, at=deadline + late)
            assert (entry.state, entry.title) == (EntryState.DRAFT, WORDS["title"])


def test_late_words_never_become_what_is_judged(app):
    entry, by = written()
    send(entry, by)
    write(entry, by, title="Chưa gửi")
    late = entry.contest.closes_at
    with time_machine.travel(late):
        with pytest.raises(Refused, match="Entries closed"):
            write(entry, by, at=late, title="Muộn")
        with pytest.raises(Refused, match="Entries closed"):
            send(entry, by, at=late)
    assert (entry.title, entry.unsent["title"]) == (WORDS["title"], "Chưa gửi")


def test_a_receipt_names_the_deadline_it_was_measured_by(app):
    entry, by = written()
    first = send(entry, by)
    before, entry.contest.closes_at = entry.contest.closes_at, now() + timedelta(days=30)
    db.session.flush()
    write(entry, by, title="Thêm")
    second = send(entry, by)
    assert (first.deadline, second.deadline) == (before, entry.contest.closes_at)


def test_a_withdrawn_entry_leaves_the_judged_ones_and_may_come_back_with_its_number(app):
    entry, by = written()
    send(entry, by)
    actions.withdraw(entry, by=by)
    db.session.flush()
    assert db.session.scalars(queries.submitted_to(entry.contest)).all() == []
    actions.withdraw(entry, by=by)
    told = select(func.count(Activity.id)).where(Activity.verb == "entry.withdrawn")
    assert db.session.scalar(told) == 1
    send(entry, by)
    assert (entry.state, entry.number, entry.withdrawn_at) == (EntryState.SUBMITTED, 1, None)
    assert db.session.scalars(queries.submitted_to(entry.contest)).all() == [entry]


def test_after_publication_nothing_is_withdrawn(app):
    entry, by = written()
    send(entry, by)
    entry.contest.published_at = now()
    db.session.flush()
    with pytest.raises(Refused, match="results are out"):
        actions.withdraw(entry, by=by)


def test_numbers_follow_the_order_of_sending(app):
    contest = make_contest()
    entries = [written(contest=contest, team=make_team(make_person())) for _ in range(3)]
    for entry, by in reversed(entries):
        send(entry, by)
    assert [entry.number for entry, _ in entries] == [3, 2, 1]
    assert db.session.scalar(select(func.count(Receipt.id))) == 3
    assert db.session.scalar(select(func.count(Participant.id))) == 3
    found = db.session.scalars(queries.submitted_to(contest)).all()
    assert [entry.code for entry in found] == ["AG-01", "AG-02", "AG-03"]
    assert db.session.scalar(select(func.count(Entry.id))) == 3


def with_a_child(contest=None):
    child = make_minor()
    entry, by = begin(contest=contest, team=make_team(make_person(), child))
    write(entry, by)
    return entry, by, child


def test_words_are_kept_when_a_mate_agrees_no_longer_and_sending_waits_for_the_mate(app):
    entry, by, child = with_a_child()
    withdraw(child, Purpose.CONTEST)
    write(entry, by, title="Tên mới")
    assert (entry.title, entry.state) == ("Tên mới", EntryState.DRAFT)
    with pytest.raises(Refused):
        send(entry, by)
    with pytest.raises(Refused):  # and with others at the table everybody is asked
        write(entry, by, people=[child.id])
    write(entry, by, people=[by.id])
    assert send(entry, by).code


def test_of_an_entry_that_was_sent_changes_are_asked_for_everybody(app):
    entry, by, child = with_a_child()
    send(entry, by)
    withdraw(child, Purpose.CONTEST)
    with pytest.raises(Refused):
        write(entry, by, title="Tên mới")


def test_who_agrees_no_longer_writes_no_longer(app):
    entry, _by, child = with_a_child()
    withdraw(child, Purpose.CONTEST)
    with pytest.raises(Refused):
        write(entry, child, title="Tên mới")


def test_of_an_entry_that_came_late_changes_are_asked_for_everybody(app):
    contest = make_contest(late=Late.FLAG)
    entry, by, child = with_a_child(contest)
    after = contest.closes_at + timedelta(minutes=5)
    with time_machine.travel(after, tick=False):
        send(entry, by, at=after)
        assert entry.is_late
        withdraw(child, Purpose.CONTEST)
        with pytest.raises(Refused):
            write(entry, by, title="Tên mới", at=after)
