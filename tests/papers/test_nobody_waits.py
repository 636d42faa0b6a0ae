"""While the bytes of a file are received, looked at and stored, everybody else may write."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Attachment
from mentorhub.papers.models import Upload
from mentorhub.platform import access, stores
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.files import StoredFile
from mentorhub.teams.models import Member
from tests.browser import Browser
from tests.papers.sender import LARGE, PART, Sender, count, keys

CLOSED = update(Contest).values(closes_at=now() - timedelta(minutes=5))
LEFT = update(Member).values(left_at=now())


@pytest.fixture
def real_sender(real_app):
    with real_app.app_context():
        yield Sender(Browser(real_app))


def elsewhere(statement):
    """By another connection, which SQLite would keep waiting, and refuse, if the lock was held."""
    with db.engine.begin() as another:
        another.execute(statement)


def test_others_write_while_bytes_are_stored(real_sender, monkeypatch):
    stored, put = [], stores.put

    def and_others_write(key, content):
        elsewhere(update(Contest).values(summary=Contest.summary))
        stored.append(len(content))
        put(key, content)

    monkeypatch.setattr(stores, "put", and_others_write)
    assert real_sender.whole().json == {"received": len(LARGE), "refused": ""}
    assert stored == [PART, PART, len(LARGE) - 2 * PART, len(LARGE)]
    assert len(real_sender.papers()) == 1


@pytest.mark.parametrize(("meanwhile", "status"), [(CLOSED, 409), (LEFT, 404)])
def test_what_changed_while_a_file_was_looked_at_decides(
    real_sender, monkeypatch, meanwhile, status
):
    """The deadline has passed, or the person has left the team: nothing of the file is kept."""
    before, begin_to_write = keys(), access.begin_to_write
    steps = real_sender.begin().json
    real_sender.part(steps, 0, LARGE)
    parts = keys()
    monkeypatch.setattr(access, "begin_to_write", lambda: (elsewhere(meanwhile), begin_to_write()))
    assert real_sender.browser.post(steps["finish"]).status_code == status
    assert (count(StoredFile), count(Attachment), keys()) == (0, 0, parts)
    assert parts > before


def test_a_part_counts_only_while_its_sender_is_in_the_team(real_sender, monkeypatch):
    steps, put = real_sender.begin().json, stores.put
    monkeypatch.setattr(stores, "put", lambda *facts: (elsewhere(LEFT), put(*facts)))
    assert real_sender.part(steps, 0, LARGE[:PART]).status_code == 409
    assert db.session.scalars(select(Upload.received)).one() == 0
