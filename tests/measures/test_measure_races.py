"""Two hands on one entry at the same moment, and a team that sends while it is decided about."""

from datetime import timedelta

from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.entries import actions as entries
from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.measures import actions
from mentorhub.measures.models import Kind
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import db, transaction
from tests.entries.test_races import all_at_once, signed_in
from tests.measures.conftest import Cast


def test_many_clicks_on_agree_exclude_once(real_app):
    with real_app.app_context():
        cast = Cast()
        entries.submit(cast.entry, by=cast.writer, at=database_now())
        asked = actions.propose(cast.entry, Kind.DISQUALIFICATION, reason="x", by=cast.first)
        device = signed_in(real_app, cast.second)
        address = f"/measures/{asked.id}/agreement"
        db.session.commit()
    assert set(all_at_once([(device, address, {})] * 8)) == {303}
    with real_app.app_context():
        assert db.session.scalars(select(Entry.state)).one() is EntryState.DISQUALIFIED
        verbs = select(Activity.verb).where(Activity.verb == "entry.disqualified")
        assert len(db.session.scalars(verbs).all()) == 1


def test_taking_back_and_being_excluded_at_once_leave_one_of_them(real_app):
    with real_app.app_context():
        cast = Cast()
        entries.submit(cast.entry, by=cast.writer, at=database_now())
        asked = actions.propose(cast.entry, Kind.DISQUALIFICATION, reason="x", by=cast.first)
        back = signed_in(real_app, cast.writer), f"/entries/{cast.entry.id}/withdrawal", {}
        out = signed_in(real_app, cast.second), f"/measures/{asked.id}/agreement", {}
        db.session.commit()
    replies = all_at_once([back, out])
    with real_app.app_context():
        state = db.session.scalars(select(Entry.state)).one()
    assert (replies, state) in [
        ([302, 409], EntryState.WITHDRAWN),
        ([409, 303], EntryState.DISQUALIFIED),
    ]


def test_sending_again_while_it_is_excluded_never_brings_it_back(real_app):
    with real_app.app_context():
        cast = Cast()
        entries.submit(cast.entry, by=cast.writer, at=database_now())
        cast.entry.unsent = {**entries.content_of(cast.entry), "title": "Sửa"}
        asked = actions.propose(cast.entry, Kind.DISQUALIFICATION, reason="x", by=cast.first)
        again = signed_in(real_app, cast.writer), f"/entries/{cast.entry.id}/submission", {}
        out = signed_in(real_app, cast.second), f"/measures/{asked.id}/agreement", {}
        db.session.commit()
    replies = all_at_once([again, again, out])
    assert replies[2] == 303
    assert set(replies[:2]) <= {302, 409}
    with real_app.app_context():
        assert db.session.scalars(select(Entry.state)).one() is EntryState.DISQUALIFIED


def test_more_time_and_the_send_of_its_team_agree_about_the_deadline(real_app):
    """The entry is in by the longer deadline, or refused by the shorter: never in between."""
    with real_app.app_context():
        cast = Cast()
        with transaction():
            cast.contest.closes_at = database_now() + timedelta(seconds=2)
        closes_at, until = cast.contest.closes_at, cast.contest.closes_at + timedelta(days=1)
        why = {"reason": "Lũ", "by": cast.first}
        asked = actions.propose(cast.entry, Kind.EXTENSION, until=until, **why)
        send = signed_in(real_app, cast.writer), f"/entries/{cast.entry.id}/submission", {}
        give = signed_in(real_app, cast.second), f"/measures/{asked.id}/agreement", {}
        db.session.commit()
        # what comes within one round trip after the deadline may count as before it (arrival.py)
        while database_now() < closes_at + timedelta(milliseconds=20):
            db.session.rollback()
    replies = all_at_once([send, give])
    assert replies[1] == 303
    with real_app.app_context():
        entry = db.session.scalars(select(Entry)).one()
        receipts = db.session.scalars(select(Receipt)).all()
    if replies[0] == 302:
        assert [(one.deadline, one.is_individual) for one in receipts] == [(until, True)]
        assert entry.state is EntryState.SUBMITTED
    else:
        assert (replies[0], receipts, entry.state) == (409, [], EntryState.DRAFT)
