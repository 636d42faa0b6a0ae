"""Files in a store that speaks S3: the same as in a folder, over real HTTP."""

import time
from datetime import timedelta

import pytest

from mentorhub.platform import files, stores
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import make_person
from tests.papers.sender import LARGE, Sender
from tests.s3 import BUCKET, KEY, SECRET, bucket


@pytest.fixture
def store(app, monkeypatch):
    with bucket() as server:
        told = {
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_ENDPOINT": f"http://127.0.0.1:{server.server_port}",
            "AWS_REGION": "us-east-1",
        }
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setitem(app.config, "FILES", f"s3://{BUCKET}/mentorhub")
        monkeypatch.setitem(app.config, "FILES_WITHOUT_TLS", True)
        monkeypatch.delitem(app.extensions, "file_store", raising=False)
        yield server
        app.extensions.pop("file_store", None)


def test_what_is_kept_is_read_listed_and_deleted(store):
    stores.put("one", b"x" * 300_000)
    assert list(store.held) == ["mentorhub/one"]
    assert stores.get("one") == b"x" * 300_000
    assert [key for key, _at in stores.kept()] == ["one"]
    stores.delete("one")
    stores.delete("one")  # a second time changes nothing
    assert store.held == {}
    with pytest.raises(FileNotFoundError):
        stores.get("one")


def test_a_file_of_an_entry_comes_in_parts_and_is_handed_out_from_there(store, browser):
    sender = Sender(browser)
    assert sender.whole().json == {"received": len(LARGE), "refused": ""}
    [attached] = sender.entry.papers
    assert list(store.held.values()) == [LARGE]  # its parts are gone
    page = browser.get(f"{sender.base}/files/{attached.id}")
    assert (page.status_code, page.data) == (200, LARGE)
    store.held.clear()
    assert browser.get(f"{sender.base}/files/{attached.id}").status_code == 404


def test_what_no_row_knows_is_swept_and_a_taken_back_transaction_keeps_its_file(store):
    facts = {"name": "a.pdf", "media_type": "application/pdf", "owner_id": make_person().id}
    file = files.keep(b"kept", **facts)
    db.session.commit()
    stores.put("of-nobody", b"x")
    files.forget(file)
    db.session.rollback()
    with as_of(now() + timedelta(days=90)):
        assert files.sweep() == 1
    assert list(store.held.values()) == [b"kept"]


def test_with_a_wrong_key_nothing_is_kept_and_a_sentence_is_said(store, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "another")
    with pytest.raises(Refused):
        stores.put("one", b"x")
    assert store.held == {}


def test_a_store_that_does_not_answer_holds_nobody_up(store, browser, monkeypatch):
    sender = Sender(browser)
    sender.whole()
    [attached] = sender.entry.papers
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:9")
    stores.current_app.extensions.pop("file_store")
    began = time.monotonic()
    page = browser.get(f"{sender.base}/files/{attached.id}")
    assert (page.status_code, "Traceback" in page.text) == (503, False)
    with pytest.raises(Refused):
        stores.put("one", b"x")
    stores.delete("one")  # the sweep will
    assert time.monotonic() - began < 25
