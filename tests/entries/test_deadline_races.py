"""Clocks that differ, bodies that take their time, and entries taken back and sent at once."""

import io
import threading
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from mentorhub.contests.models import Contest
from mentorhub.entries import actions, queries
from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.platform import clock
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import db, transaction
from tests.entries.cast import WORDS, draft
from tests.entries.test_races import all_at_once, sendings, signed_in
from tests.factories import make_contest, make_person, make_team

CROWD = 10
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def skewed(monkeypatch):
    """Every thread has a clock of its own: 90 seconds fast, 90 slow, in turn."""
    mine, turns = threading.local(), iter(range(10**6))

    class Skewed(datetime):
        @classmethod
        def now(cls, tz=None):
            if not hasattr(mine, "skew"):
                mine.skew = timedelta(seconds=90 if next(turns) % 2 else -90)
            return datetime.now(tz) + mine.skew

    def start():
        monkeypatch.setattr(clock, "datetime", Skewed)

    return start


@pytest.mark.parametrize(("seconds", "status"), [(30, 302), (-30, 409)])
def test_workers_whose_clocks_differ_decide_alike(real_app, skewed, seconds, status):
    """C9: half of them believe the deadline is on the other side."""
    with real_app.app_context():
        contest = make_contest()
        requests = sendings(real_app, contest, CROWD)
        with transaction():
            contest.closes_at = database_now() + timedelta(seconds=seconds)
    skewed()
    assert all_at_once(requests) == [status] * CROWD
    with real_app.app_context():
        moments = db.session.scalars(select(Receipt.at)).all()
        assert len(moments) == (CROWD if status == 302 else 0)
        assert all(abs(at - datetime.now(UTC)) < timedelta(seconds=25) for at in moments)


class SlowBody(io.BytesIO):
    """Its last byte comes after the deadline."""

    until = 0.0

    def readinto(self, place):
        time.sleep(max(0.0, self.until - time.monotonic()))
        return super().readinto(place)

    def read(self, size=-1):
        time.sleep(max(0.0, self.until - time.monotonic()))
        return super().read(size)


def test_a_body_begun_before_and_finished_after_the_deadline_is_refused(real_app):
    """C7: the last byte decides; the draft is kept as it was."""
    with real_app.app_context():
        person = make_person()
        entry = draft(make_team(person))
        (client, token), address = signed_in(real_app, person), f"/entries/{entry.id}/edit"
        answers = {**WORDS, "solution": "Bút đo. " * 700, "version": entry.version}
        answers |= {"people": str(person.id), "csrf_token": token}
        with transaction():
            entry.contest.closes_at = database_now() + timedelta(seconds=1)
        key, body = entry.id, urlencode(answers).encode()
    slow = SlowBody(body)
    slow.until = time.monotonic() + 1.2
    facts = {"content_length": len(body), "content_type": FORM}
    assert client.post(address, input_stream=slow, **facts).status_code == 409
    with real_app.app_context():
        entry = db.session.get_one(Entry, key)
        assert (entry.state, entry.solution) == (EntryState.DRAFT, WORDS["solution"])


def test_taking_back_and_sending_again_at_once_leaves_one_place(real_app):
    """C20, T6: nobody gets a second entry out of a withdrawn one."""
    with real_app.app_context():
        person = make_person()
        contest = make_contest()
        entry = draft(make_team(person), contest=contest)
        actions.submit(entry, by=person, at=database_now())
        others = [make_team(person, name=f"Đội {n}").id for n in range(3)]
        device = signed_in(real_app, person)
        back, again = f"/entries/{entry.id}/withdrawal", f"/entries/{entry.id}/submission"
        start = f"/contests/{contest.id}/entries/new?team="
        answers = {"idea": "", "people": [str(person.id)]}
    tries = [(device, f"{start}{team}", answers) for team in others]
    replies = all_at_once([(device, back, {}), *tries, (device, again, {})])
    assert replies[1:4] == [409] * 3
    with real_app.app_context():
        [entry] = db.session.scalars(select(Entry)).all()
        assert entry.number == 1
        assert entry.state in (EntryState.SUBMITTED, EntryState.WITHDRAWN)


def test_until_the_commit_a_draft_is_a_draft_to_everybody_else(real_app):
    """T9: not for one transaction is it visible as sent."""
    with real_app.app_context():
        person = make_person()
        entry = draft(make_team(person))
        key, contest = entry.id, entry.contest_id
        db.session.commit()
    written, seen, go = threading.Event(), [], threading.Event()

    def send():
        with real_app.app_context(), transaction():
            entry = db.session.get_one(Entry, key)
            actions.submit(entry, by=entry.team.owner, at=database_now())
            written.set()
            go.wait(20)

    sending = threading.Thread(target=send)
    sending.start()
    assert written.wait(20)
    with real_app.test_request_context(method="GET"):
        state = db.session.scalars(select(Entry.state)).one()
        judged = db.session.scalars(
            queries.submitted_to(db.session.get_one(Contest, contest))
        ).all()
        seen = (state, judged, db.session.scalars(select(Receipt)).all())
    go.set()
    sending.join(20)
    assert seen == (EntryState.DRAFT, [], [])
    with real_app.app_context():
        assert db.session.scalars(select(Entry.state)).one() is EntryState.SUBMITTED
