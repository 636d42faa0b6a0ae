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

    def write_down(self, kind, body):
        """On the disk before it counts."""
        mark = hashlib.sha256(body.encode()).hexdigest()
        line = json.dumps({"key": str(self.entry), "kind": kind, "body": mark, "at": time.time()})
        with self.file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())


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
    return found


def _compare_words(found, client, entry):
    stored = int(entry.title.rpartition(" ")[2])
    last = client.acknowledged[-1] if client.acknowledged else 0
    found["lost"] += stored < last
    found["phantom"] += stored not in (0, *client.tried)
    found["wrong"] += entry.summary != words_of(stored)["summary"]
    journal = client.file.read_text(encoding="utf-8") if client.file.exists() else ""
    found["wrong"] += journal.count('"saved"') != len(client.acknowledged)
