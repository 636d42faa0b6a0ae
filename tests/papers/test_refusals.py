"""Bad files are refused in words; disk and database stay as they were."""

import socket
import struct
import threading
import unicodedata
import zlib
from datetime import timedelta
from io import BytesIO
from threading import BoundedSemaphore

import pytest
from obstore.store import LocalStore
from PIL import Image
from sqlalchemy import select

from mentorhub.entries.models import Attachment
from mentorhub.papers.actions import keeping
from mentorhub.papers.models import Upload
from mentorhub.platform import files, stores
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from mentorhub.platform.files import StoredFile
from tests.domain.test_papers import BAD
from tests.papers.samples import GOOD, office, pdf, picture
from tests.papers.sender import LARGE, PART, count, keys


@pytest.mark.parametrize("name", GOOD)
def test_without_script_a_form_sends_it_whole(sender, name):
    assert sender.plain(name, GOOD[name]).status_code == 302
    (kept,) = sender.papers()
    assert kept.file.name in sender.browser.get(sender.base).text


@pytest.mark.parametrize("what", BAD)
def test_bad_files_are_refused_in_words_and_leave_nothing(sender, what):
    name, content, _fault = BAD[what]
    before = keys()
    reply = sender.plain(name, content)
    assert reply.status_code == 409
    assert 'id="errors"' in reply.text
    assert (keys(), count(StoredFile), count(Attachment)) == (before, 0, 0)


@pytest.mark.parametrize("what", ["a bomb", "document and page", "a macro", "up and away"])
def test_in_parts_bad_files_are_refused_as_well(sender, what):
    name, content, _fault = BAD[what]
    before = keys()
    assert sender.whole(name, content).json["refused"]
    assert (keys(), count(StoredFile)) == (before, 0)
    assert db.session.scalars(select(Upload.ended_at)).one() is not None


def test_pictures_lose_place_device_and_whatever_hid_behind_them(sender):
    exif = Image.Exif()
    exif[0x010F] = "Điện thoại của An"
    sender.plain("a.jpg", picture("JPEG", exif=exif) + office())
    content = files.content_of(sender.papers()[0].file)
    assert b"An" not in content
    assert b"PK" not in content
    assert not Image.open(BytesIO(content)).getexif()


def test_a_picture_of_too_many_pixels_is_refused_by_its_header(sender):
    whole = bytearray(picture())
    whole[16:24] = struct.pack(">LL", 30_000, 30_000)
    whole[29:33] = struct.pack(">L", zlib.crc32(whole[12:29]))  # or it would be refused as damaged
    reply = sender.plain("a.png", bytes(whole))
    assert (reply.status_code, sender.papers()) == (409, [])
    assert "quá nhiều điểm ảnh" in reply.text


def test_two_names_that_look_alike_are_one(sender):
    assert sender.plain("Bản vẽ.pdf", pdf()).status_code == 302
    twin = unicodedata.normalize("NFD", "bản vẽ.pdf")
    assert sender.plain(twin, pdf()).status_code == 409


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "tối đa 12 MB và 500 ô"),
        ("en", "12 MB and 500 fields"),
        ("fr", "12 Mo et 500 champs"),
    ],
)
def test_a_thousand_and_one_parts_of_a_form_are_refused_in_words(sender, language, said):
    """Beside a file, and in the form itself, which stays as it was."""
    many = {f"f{number}": "x" for number in range(1001)}
    before, version = keys(), sender.entry.version
    sender.browser.speak(language)
    for page, sent in (
        ("files/new", {"file": (BytesIO(pdf()), "a.pdf")}),
        ("edit", {"version": version, "title": "Khác", "people": "x"}),
    ):
        reply = sender.browser.post(f"{sender.base}/{page}", **sent, **many)
        assert reply.status_code == 413, page
        assert said in reply.text
        assert f'lang="{language}"' in reply.text
    db.session.refresh(sender.entry)
    assert (sender.entry.version, keys(), count(Attachment)) == (version, before, 0)


def test_an_entry_holds_ten_files(sender):
    for number in range(10):
        assert sender.plain(f"{number}.pdf", pdf()).status_code == 302
    assert sender.plain("11.pdf", pdf()).status_code == 409
    assert sender.begin("11.pdf", 9).status_code == 409


def test_files_too_heavy_are_refused_before_they_are_sent(sender):
    assert sender.begin(size=20_000_001).status_code == 409
    for number in range(10):
        assert sender.begin(f"{number}.pdf", 20_000_000).status_code == 200
    assert sender.begin("11.pdf", 1).status_code == 409
    db.session.commit()
    with as_of(now() + timedelta(days=1, minutes=1)):
        sender.browser.sign_in(sender.person)
        assert sender.begin("11.pdf", 1).status_code == 200


def test_where_there_is_no_room_a_sentence_is_said_and_nothing_half_kept(app, sender, tmp_path):
    folder = tmp_path / "full"
    store = LocalStore(folder, mkdir=True)
    folder.rmdir()
    folder.write_text("a file stands where the folder was")
    was = app.extensions.get("file_store")
    app.extensions["file_store"] = store
    try:
        assert sender.plain("a.pdf", pdf()).status_code == 409
        assert sender.part(sender.begin().json, 0, LARGE[:PART]).status_code == 409
        sender.browser.sign_in(sender.person)
        assert sender.browser.get(sender.base).status_code == 200
    finally:
        app.extensions["file_store"] = was
    assert (count(StoredFile), sender.papers()) == (0, [])


def test_a_file_whose_bytes_are_gone_is_not_found(sender):
    sender.plain("a.pdf", pdf())
    (kept,) = sender.papers()
    stores.delete(kept.file.store_key)
    assert sender.browser.get(f"{sender.base}/files/{kept.id}").status_code == 404


def scanner(answer):
    """A clamd that reads the whole stream and gives one answer; (address, what it read)."""
    server, read = socket.create_server(("127.0.0.1", 0)), bytearray()

    def serve():
        connection, _peer = server.accept()
        with connection, connection.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack(">L", stream.read(4))[0]:
                read.extend(stream.read(size))
            connection.sendall(answer)
        server.close()

    threading.Thread(target=serve, daemon=True).start()
    return f"127.0.0.1:{server.getsockname()[1]}", read


@pytest.mark.parametrize(
    ("answer", "code"),
    [(b"stream: OK\0", 302), (b"stream: Eicar FOUND\0", 409), (b"size limit ERROR\0", 409)],
)
def test_a_virus_scanner_is_asked_where_one_is_set(app, sender, answer, code):
    address, read = scanner(answer)
    sent = pdf(b" " * 200_000)
    app.config["CLAMD"] = address
    try:
        assert sender.plain("a.pdf", sent).status_code == code
    finally:
        app.config["CLAMD"] = ""
    assert bytes(read) == sent
    assert len(sender.papers()) == (code == 302)


def test_a_scanner_that_does_not_answer_takes_no_file(app, sender):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        app.config["CLAMD"] = f"127.0.0.1:{closed.getsockname()[1]}"
    try:
        assert sender.plain("a.pdf", pdf()).status_code == 409
    finally:
        app.config["CLAMD"] = ""
    assert sender.papers() == []


def test_while_three_files_are_looked_at_a_fourth_is_asked_to_come_again(sender, monkeypatch):
    """429, which the script of the page takes for “later”; afterwards there is room as before."""
    monkeypatch.setattr(keeping, "_WAITING", BoundedSemaphore(3))
    for _ in range(3):
        keeping._WAITING.acquire()
    reply = sender.plain("a.pdf", pdf())
    assert (reply.status_code, sender.papers()) == (429, [])
    assert "Hãy gửi lại sau giây lát" in reply.text
    keeping._WAITING.release()
    assert sender.plain("a.pdf", b"broken").status_code == 409  # gives its place back as well
    assert sender.plain("a.pdf", pdf()).status_code == 302
