"""The comparison of journals with the database finds what it is there to find."""

import hashlib

import pytest

from mentorhub.entries.models import Attachment, Entry, EntryState
from mentorhub.platform import files
from mentorhub.platform.db import db
from tests.entries.cast import draft
from tests.factories import make_contest, make_person, make_team
from tests.load import uploads
from tests.load.journal import Client, compared, words_of
from tests.load.uploads import file_of


@pytest.fixture
def client(app, tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "SIZE", 5000)
    entry = draft(make_team(make_person()), contest=make_contest(), **words_of(0))
    return Client(entry.id, None, "", entry.version, tmp_path / "journal")


def row_of(client):
    return db.session.get_one(Entry, client.entry)


def keep(client, content):
    entry = row_of(client)
    owner = entry.team.owner.id
    told = {"name": "a.pdf", "media_type": "application/pdf", "owner_id": owner}
    file = files.keep(content, **told)
    entry.attachments.append(Attachment(file=file, slot=""))
    db.session.flush()


def received(client, content):
    client.uploads, client.uploaded = 1, "received"
    client.write_down("file received", content.decode())


def mistakes(client):
    return {kind: number for kind, number in compared([client]).items() if number}


def test_what_was_acknowledged_and_lies_there_is_no_mistake(client):
    received(client, file_of(client))
    keep(client, file_of(client))
    assert hashlib.sha256(file_of(client)).hexdigest() == client.bodies("file received")[0]
    assert mistakes(client) == {}


def test_every_kind_of_mistake_with_a_file_is_found(client):
    received(client, file_of(client))
    assert mistakes(client) == {"lost": 1}
    keep(client, b"%PDF-1.7 something else")
    assert mistakes(client) == {"wrong": 1}
    keep(client, file_of(client))
    assert mistakes(client) == {"wrong": 1, "dup": 1}
    client.uploads, client.uploaded = 0, "closed"
    assert mistakes(client) == {"wrong": 1, "dup": 1, "phantom": 1}


def test_an_entry_acknowledged_and_not_sent_is_lost_and_a_refused_one_stays_a_draft(client):
    client.sendings, client.sent = 1, "received"
    assert mistakes(client) == {"lost": 1}
    client.sent = "closed"
    assert mistakes(client) == {}
    row_of(client).state = EntryState.SUBMITTED
    assert mistakes(client) == {"wrong": 1}
