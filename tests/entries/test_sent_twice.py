"""C5: whoever clicks twice, or never saw the answer, has sent one entry and reads one receipt."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.domain.deadline import Late, Standing
from mentorhub.entries import actions
from mentorhub.entries.models import Entry, EntryState, Receipt, Revision
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.entries.cast import draft, typed
from tests.entries.test_races import CROWD, all_at_once, signed_in
from tests.factories import make_contest, make_person, make_team

SECOND = timedelta(seconds=1)


@pytest.fixture
def entry(app):
    return draft(make_team(make_person(), make_person()))


def late(entry):
    """It came after the deadline, where such entries are taken in."""
    entry.contest.late, entry.contest.closes_at = Late.FLAG, now() - SECOND
    db.session.flush()
    return entry


def codes():
    return db.session.scalars(select(Receipt.code).order_by(Receipt.id)).all()


def sent_news():
    rows = select(Activity.id).where(Activity.verb == "entry.submitted")
    return len(db.session.scalars(rows).all())


def post_twice(browser, entry):
    browser.sign_in(entry.team.owner)
    address = f"/entries/{entry.id}/submission"
    db.session.commit()
    replies = []
    for _lost in range(2):
        replies.append(browser.post(address))
        db.session.commit()
        browser.sign_in(entry.team.owner)
    return [(reply.status_code, reply.location) for reply in replies]


def test_a_reply_that_was_lost_is_given_again(browser, entry):
    first, second = post_twice(browser, entry)
    assert first == second == (302, f"/entries/{entry.id}/receipt")
    assert (len(codes()), entry.number, sent_news()) == (1, 1, 1)
    assert codes()[0] in browser.get(first[1]).text


def test_a_late_entry_is_received_once_too(browser, entry):
    first, second = post_twice(browser, late(entry))
    assert first == second
    assert (len(codes()), sent_news(), entry.state) == (1, 1, EntryState.LATE)


def test_what_was_saved_in_between_is_a_version_of_its_own(app, entry):
    owner, mate = (member.person for member in entry.team.members)
    first = actions.submit(entry, by=owner, at=now())
    db.session.flush()
    actions.save(entry, by=mate, at=now(), **typed(entry, benefit="Ba trăm hộ."))
    db.session.flush()
    second = actions.submit(entry, by=owner, at=now())
    assert second.code != first.code
    db.session.flush()
    assert actions.submit(entry, by=owner, at=now()) is second
    said = [row.content["benefit"] for row in db.session.scalars(select(Revision).order_by("id"))]
    assert said == ["Hai trăm hộ biết trước hai ngày.", "Ba trăm hộ."]


def test_other_late_words_are_received_anew(app, entry):
    by = late(entry).team.owner
    first = actions.submit(entry, by=by, at=now())
    db.session.flush()
    actions.save(entry, by=by, at=now(), **typed(entry, benefit="Ba trăm hộ."))
    db.session.flush()
    assert actions.submit(entry, by=by, at=now()) is not first
    assert len(codes()) == 2


def test_the_same_words_count_once_the_deadline_has_moved(app, entry):
    by = late(entry).team.owner
    actions.submit(entry, by=by, at=now())
    entry.contest.closes_at = now() + timedelta(days=1)
    db.session.flush()
    receipt = actions.submit(entry, by=by, at=now())
    assert (receipt.standing, entry.state) == (Standing.IN_TIME, EntryState.SUBMITTED)
    assert len(codes()) == 2


def test_twenty_clicks_on_a_late_entry_give_one_receipt(real_app):
    with real_app.app_context():
        people = [make_person() for _ in range(5)]
        entry = late(draft(make_team(*people), contest=make_contest()))
        address = f"/entries/{entry.id}/submission"
        devices = [signed_in(real_app, people[i % 5]) for i in range(CROWD)]
    assert all_at_once([(device, address, {}) for device in devices]) == [302] * CROWD
    with real_app.app_context():
        assert db.session.scalars(select(Entry.state)).all() == [EntryState.LATE]
        assert (len(codes()), len(db.session.scalars(select(Revision)).all())) == (1, 1)
