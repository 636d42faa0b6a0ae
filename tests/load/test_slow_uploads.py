"""C7: files of 5 MB on their way while the deadline passes: a late one is refused in words.

Real workers read from real connections; each body is held back until its moment.
"""

import hashlib
import http.client
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Attachment, Entry, EntryState
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.files import StoredFile
from tests.entries.cast import WORDS, draft
from tests.factories import make_contest, make_person, make_team
from tests.papers.samples import pdf
from tests.served import Device, device_of, gunicorn

SIZE, LAST_BYTES = 5_000_000, 1000
BEFORE, APART, EACH = 10.0, 2.0, 5
pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]


@dataclass
class Slow:
    """A file whose last bytes go off at `due`, in seconds from the start."""

    entry: object
    device: Device
    due: float
    content: bytes
    status: int = 0
    said: str = ""

    def send(self, port, began):
        file = FileStorage(BytesIO(self.content), filename="ke-hoach.pdf", name="file")
        fields = {"csrf_token": self.device.token, "slot": "", "file": file}
        border, body = encode_multipart(fields)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        connection.putrequest("POST", f"/entries/{self.entry}/files/new")
        connection.putheader("Cookie", self.device.cookie)
        connection.putheader("Accept-Language", "en")
        connection.putheader("Content-Type", f"multipart/form-data; boundary={border}")
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        connection.send(body[:-LAST_BYTES])
        time.sleep(max(0.0, began + self.due - time.monotonic()))
        connection.send(body[-LAST_BYTES:])
        reply = connection.getresponse()
        self.status, self.said = reply.status, reply.read().decode()
        connection.close()


def test_a_file_begun_before_and_finished_after_the_deadline_is_refused(real_app):
    uploads, contest = _planted(real_app)
    with gunicorn(real_app) as served:
        began = _set_deadline(real_app, contest)
        hands = [threading.Thread(target=one.send, args=(served.port, began)) for one in uploads]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
    in_time, late = uploads[:EACH], uploads[EACH:]
    assert [one.status for one in in_time] == [302] * EACH
    assert [one.status for one in late] == [409] * EACH
    assert all('id="errors"' in one.said for one in late)
    with real_app.app_context():
        for one in uploads:
            entry = db.session.get_one(Entry, one.entry)
            assert (entry.state, entry.solution) == (EntryState.DRAFT, WORDS["solution"])
        kept = db.session.execute(select(Attachment.entry_id, StoredFile.sha256).join(StoredFile))
        assert dict(kept.all()) == {
            one.entry: hashlib.sha256(one.content).hexdigest() for one in in_time
        }


def _planted(app):
    with app.app_context(), transaction():
        contest = make_contest(days_left=1)
        uploads = []
        for number in range(2 * EACH):
            person = make_person(unit=contest.unit)
            entry = draft(make_team(person), contest=contest)
            line = f"% {entry.id}\n".encode()
            content = pdf(b"\n" + line * (SIZE // len(line)))
            due = BEFORE + (APART if number >= EACH else -APART)
            uploads.append(Slow(entry.id, device_of(app, person), due, content))
        return uploads, contest.id


def _set_deadline(app, contest):
    """The moment from which `due` is counted, by a watch nobody sets."""
    with app.app_context(), transaction():
        began = time.monotonic()
        closes_at = database_now() + timedelta(seconds=BEFORE)
        db.session.execute(update(Contest).where(Contest.id == contest).values(closes_at=closes_at))
        return began
