"""What a client was told, kept where no crash of the client loses it, and compared with the rows.

LOST: acknowledged and not stored. WRONG: stored, but not what was acknowledged last. DUP: stored
twice. Phantom: stored and never sent.
"""

import hashlib
import json
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.platform import files
from mentorhub.platform.db import db


@dataclass
class Client:
    """One draft in one hand: the numbers of its saves, and whether it was sent in."""

    entry: object
    device: object
    people: str
    version: int
    file: Path
    tried: list[int] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    sendings: int = 0
    sent: str = ""  # what the last final was answered: received, closed
    uploads: int = 0
    uploaded: str = ""  # what the last attempt to send a file was answered: received, closed

    def write_down(self, kind, body):
        """On the disk before it counts."""
        mark = hashlib.sha256(body.encode()).hexdigest()
        line = json.dumps({"key": str(self.entry), "kind": kind, "body": mark, "at": time.time()})
        with self.file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())

    def bodies(self, kind):
        """The digests of what was acknowledged so, in order, as the file has them."""
        lines = self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else []
        return [one["body"] for one in map(json.loads, lines) if one["kind"] == kind]


def words_of(number):
    """Different in two places, so that half a save would show."""
    return {"title": f"Bài lần {number}", "summary": f"Tóm tắt lần {number}."}


def compared(clients):
    """How many of each kind of mistake."""
    found = Counter(lost=0, wrong=0, dup=0, phantom=0)
    known = {client.entry for client in clients}
    found["phantom"] += len(set(db.session.scalars(select(Receipt.entry_id))) - known)
    for client in clients:
        entry = db.session.get_one(Entry, client.entry)
        papers = db.session.scalars(select(Receipt).where(Receipt.entry_id == entry.id)).all()
        _compare_words(found, client, entry)
        found["dup"] += max(0, len(papers) - 1)
        found["phantom"] += bool(papers and not client.sendings)
        if client.sent == "received":
            found["lost"] += not papers or entry.state is not EntryState.SUBMITTED
            found["wrong"] += any(paper.at >= paper.deadline for paper in papers)
        elif client.sent == "closed":
            found["wrong"] += bool(papers) or entry.state is not EntryState.DRAFT
        _compare_files(found, client, entry)
    return found


def _compare_files(found, client, entry):
    """What was acknowledged lies there whole; what was refused left nothing."""
    kept = [hashlib.sha256(files.content_of(one.file)).hexdigest() for one in entry.papers]
    found["phantom"] += bool(kept and not client.uploads)
    found["dup"] += max(0, len(kept) - 1)
    if client.uploaded == "received":
        found["lost"] += not kept
        found["wrong"] += kept[:1] not in ([], [client.bodies("file received")[-1]])
    elif client.uploaded == "closed":
        found["wrong"] += bool(kept)


def _compare_words(found, client, entry):
    stored = int(entry.title.rpartition(" ")[2])
    last = client.acknowledged[-1] if client.acknowledged else 0
    found["lost"] += stored < last
    found["phantom"] += stored not in (0, *client.tried)
    found["wrong"] += entry.summary != words_of(stored)["summary"]
    found["wrong"] += len(client.bodies("saved")) != len(client.acknowledged)
