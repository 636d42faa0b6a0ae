"""Scoresheet saves while workers are killed: what was acknowledged is never lost (F1).

Every writer keeps its own journal: a save counts as acknowledged only after the whole reply was
read. After the run the journals are compared with the database the workers wrote to.
"""

import json
import os
import random
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from mentorhub.judging.models import Mark, Scorecard, ScoreEvent
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.conftest import POSTGRES
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person
from tests.served import ROOT, Device, device_of, gunicorn

PROOF = ROOT / "docs" / "proof"
SETTINGS = ROOT / "deploy" / "gunicorn.conf.py"
WRITERS, WORKERS, SECONDS, BETWEEN_KILLS = 40, 6, 60.0, 0.7
pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]


@dataclass
class Writer:
    """One juror on one card; every save is retried with its own key until it is answered."""

    port: int
    card: str
    device: Device
    lines: list[str]
    version: int
    acknowledged: dict[int, list[int]] = field(default_factory=dict)
    sent: dict[str, list[int]] = field(default_factory=dict)
    tried: int = 0
    failed_first: int = 0
    longest_gap: float = 0.0

    def work(self, until: float) -> None:
        luck, last = random.Random(self.card), time.monotonic()
        while time.monotonic() < until:
            points = [luck.randint(0, 10) for _ in self.lines]
            self._save_until_answered(points, uuid4().hex)
            self.longest_gap = max(self.longest_gap, time.monotonic() - last)
            last = time.monotonic()

    def _save_until_answered(self, points: list[int], key: str) -> None:
        self.sent[key] = points
        for attempt in range(200):
            self.tried += 1
            try:
                status, reply = self._post(points, key)
            except OSError:
                self.failed_first += attempt == 0
                time.sleep(0.05)
                continue
            if status == 503:  # the database was held for too long: sent again, as browsers do
                self.failed_first += attempt == 0
                continue
            assert status == 200, (status, reply[:300])
            self.version = json.loads(reply)["version"]
            self.acknowledged[self.version] = points
            return
        raise AssertionError("no worker answered two hundred times")

    def _post(self, points: list[int], key: str) -> tuple[int, bytes]:
        answers = {"version": self.version, "key": key, "feedback": ""}
        for line, given in zip(self.lines, points, strict=True):
            answers |= {f"points_{line}": given, f"note_{line}": ""}
        path = f"/judging/cards/{self.card}/marks"
        status, _address, reply = self.device.ask(
            self.port, "POST", path, answers, patience=15, accept="application/json"
        )
        return status, reply


def test_no_acknowledged_save_is_lost_when_workers_are_killed(real_app):
    with real_app.app_context():
        with transaction():
            cards = round_of(WRITERS)
        writers = [_writer(real_app, card) for card in cards]
    with gunicorn(real_app, workers=WORKERS, settings=SETTINGS) as served:
        kills = _run(writers, served)
    with real_app.app_context():
        found = _compared(writers)
    acknowledged = sum(len(writer.acknowledged) for writer in writers)
    _report(writers, kills, acknowledged, found)
    assert kills >= 10
    assert acknowledged > WRITERS
    assert found == {"lost": 0, "wrong": 0, "twice": 0, "phantom": 0}


def round_of(jurors):
    """A sheet for each of so many jurors, all of one entry."""
    contest = make_contest(make_person("Phạm Tổ Chức", age=35), opened_days_ago=9, days_left=-1)
    for line in contest.rubric:
        line.max_points, line.step = 10, 1
    contest.scoring_opened_at = now()
    entry = make_entry(contest=contest)
    people = [make_person(f"Giám Khảo {n}", age=50) for n in range(jurors)]
    return [make_card(make_juror(contest, person), entry) for person in people]


def _writer(app, card):
    with transaction():
        device = device_of(app, card.juror.person)
    lines = [line.id.hex for line in card.contest.rubric]
    return Writer(0, str(card.id), device, lines, card.version)


def _run(writers, served):
    """Save from every writer at once, and kill a worker at random every 0.7 seconds."""
    until, kills, luck = time.monotonic() + SECONDS, 0, random.Random(11)
    threads = []
    for writer in writers:
        writer.port = served.port
        threads.append(threading.Thread(target=writer.work, args=(until,)))
        threads[-1].start()
    while time.monotonic() < until - 2:
        time.sleep(BETWEEN_KILLS)
        children = Path(f"/proc/{served.master}/task/{served.master}/children").read_text().split()
        if children:
            os.kill(int(luck.choice(children)), signal.SIGKILL)
            kills += 1
    for thread in threads:
        thread.join(timeout=60)
    return kills


def _compared(writers):
    """lost: acknowledged but not stored; wrong: the sheet is not what was acknowledged last;
    twice: one save stored under one key again; phantom: stored, and never sent so by its juror."""
    found = dict.fromkeys(("lost", "wrong", "twice", "phantom"), 0)
    for writer in writers:
        card = db.session.get_one(Scorecard, UUID(writer.card))
        events = db.session.scalars(
            select(ScoreEvent)
            .where(ScoreEvent.scorecard_id == card.id, ScoreEvent.kind == "saved")
            .order_by(ScoreEvent.version)
        ).all()
        keys = [event.content["key"] for event in events]
        found["lost"] += len(set(writer.acknowledged) - {event.version for event in events})
        found["twice"] += len(keys) - len(set(keys))
        found["phantom"] += sum(not _was_sent(writer, event) for event in events)
        found["wrong"] += not _stands_as_acknowledged(writer, card)
    return found


def _was_sent(writer, event):
    """Under this key, with these points: an event names those that it changed."""
    given = dict(zip(writer.lines, writer.sent.get(event.content["key"], ()), strict=False))
    return all(given.get(line) == float(it) for line, it in event.content["points"].items())


def _stands_as_acknowledged(writer, card):
    last = max(writer.acknowledged)
    marks = db.session.scalars(select(Mark).where(Mark.scorecard_id == card.id))
    points = {mark.line_id.hex: int(mark.points) for mark in marks}
    stored = [points[line] for line in writer.lines]
    return card.version == last and stored == writer.acknowledged[last]


def _report(writers, kills, acknowledged, found):
    kind = "PostgreSQL" if POSTGRES else "SQLite"
    tried = sum(writer.tried for writer in writers)
    first = sum(writer.failed_first for writer in writers)
    PROOF.mkdir(parents=True, exist_ok=True)
    name = f"kill-{'postgresql' if POSTGRES else 'sqlite'}.md"
    (PROOF / name).write_text(
        f"# Scoresheet saves under kill -9, {kind}\n\n"
        f"`python3 tasks.py prove`: {WRITERS} jurors saving at once for {SECONDS:.0f} s, {WORKERS} "
        f"workers, one of them killed every {BETWEEN_KILLS} s.\n\n"
        f"| kills | requests | acknowledged | first try failed | longest gap | lost | wrong | "
        f"twice | phantom |\n|---|---|---|---|---|---|---|---|---|\n"
        f"| {kills} | {tried} | {acknowledged} | {first} ({100 * first / max(acknowledged, 1):.1f} "
        f"%) | {max(w.longest_gap for w in writers):.1f} s | "
        f"{' | '.join(str(figure) for figure in found.values())} |\n",
        encoding="utf-8",
    )
