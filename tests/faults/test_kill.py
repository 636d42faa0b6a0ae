"""Scoresheet saves while workers are killed: what was acknowledged is never lost (F1).

Every writer keeps its own journal: a save counts as acknowledged only after the whole reply was
read. After the run the journals are compared with the database the workers wrote to.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from mentorhub.accounts.actions import open_login
from mentorhub.judging.models import Mark, Scorecard, ScoreEvent
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.conftest import POSTGRES
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person

ROOT = Path(__file__).parents[2]
PROOF = ROOT / "docs" / "proof"
WRITERS, SECONDS, BETWEEN_KILLS = 12, 20.0, 0.7
pytestmark = [pytest.mark.fault, pytest.mark.timeout(180)]


@dataclass
class Writer:
    """One juror on one card; every save is retried with its own key until it is answered."""

    port: int
    card: str
    cookie: str
    token: str
    lines: list[str]
    version: int
    acknowledged: dict[int, list[int]] = field(default_factory=dict)
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
        for attempt in range(200):
            self.tried += 1
            try:
                status, reply = self._post(points, key)
            except (OSError, http.client.HTTPException):
                self.failed_first += attempt == 0
                time.sleep(0.05)
                continue
            assert status == 200, (status, reply[:300])
            self.version = json.loads(reply)["version"]
            self.acknowledged[self.version] = points
            return
        raise AssertionError("no worker answered for ten seconds")

    def _post(self, points: list[int], key: str) -> tuple[int, bytes]:
        answers = {"csrf_token": self.token, "version": self.version, "key": key, "feedback": ""}
        for line, given in zip(self.lines, points, strict=True):
            answers |= {f"points_{line}": given, f"note_{line}": ""}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            headers = {
                "Cookie": self.cookie,
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
            }
            path = f"/judging/cards/{self.card}/marks"
            connection.request("POST", path, urlencode(answers), headers)
            reply = connection.getresponse()
            return reply.status, reply.read()
        finally:
            connection.close()


def test_no_acknowledged_save_is_lost_when_workers_are_killed(real_app):
    with real_app.app_context():
        with transaction():
            cards = _round()
        writers = [_writer(real_app, card) for card in cards]
    with _gunicorn(real_app) as (port, master):
        _wait_for(port)
        kills = _run(writers, port, master)
    with real_app.app_context():
        lost, wrong, twice = _compared(writers)
    acknowledged = sum(len(writer.acknowledged) for writer in writers)
    _report(writers, kills, acknowledged, lost, wrong, twice)
    assert kills >= 10
    assert acknowledged > 100
    assert (lost, wrong, twice) == (0, 0, 0)


def _round():
    contest = make_contest(make_person("Phạm Tổ Chức", age=35), opened_days_ago=9, days_left=-1)
    for line in contest.rubric:
        line.max_points, line.step = 10, 1
    contest.scoring_opened_at = now()
    entry = make_entry(contest=contest)
    people = [make_person(f"Giám Khảo {n}", age=50) for n in range(WRITERS)]
    return [make_card(make_juror(contest, person), entry) for person in people]


def _writer(app, card):
    with transaction():
        token = open_login(card.juror.person, device="fault", shared_computer=False)
    session = {"_user_id": token, "_fresh": True}
    session["csrf_token"] = "0" * 40
    csrf = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps("0" * 40)
    signed = app.session_interface.get_signing_serializer(app).dumps(session)
    cookie = f"{app.config['SESSION_COOKIE_NAME']}={signed}"
    lines = [line.id.hex for line in card.contest.rubric]
    return Writer(0, str(card.id), cookie, csrf, lines, card.version)


@contextmanager
def _gunicorn(app):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "MENTORHUB_DEMO": "1",
        "MENTORHUB_SECRET_KEY": app.config["SECRET_KEY"],
        "MENTORHUB_BASE_URL": "http://127.0.0.1",
        "MENTORHUB_DATA": str(app.config["DATA_FOLDER"]),
        "MENTORHUB_DATABASE": app.config["SQLALCHEMY_DATABASE_URI"],
    }
    command = [
        *(sys.executable, "-m", "gunicorn", "wsgi:app", "--worker-class", "gthread"),
        *("--workers", "3", "--threads", "4", "--bind", f"127.0.0.1:{port}"),
        *("--worker-tmp-dir", "/dev/shm", "--log-level", "critical"),
    ]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield port, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port):
    for _ in range(200):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def _run(writers, port, master):
    """Save from every writer at once, and kill a worker at random every 0.7 seconds."""
    until, kills, luck = time.monotonic() + SECONDS, 0, random.Random(11)
    threads = []
    for writer in writers:
        writer.port = port
        threads.append(threading.Thread(target=writer.work, args=(until,)))
        threads[-1].start()
    while time.monotonic() < until - 2:
        time.sleep(BETWEEN_KILLS)
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        if children:
            os.kill(int(luck.choice(children)), signal.SIGKILL)
            kills += 1
    for thread in threads:
        thread.join(timeout=60)
    return kills


def _compared(writers):
    """(acknowledged but not stored, last acknowledged differs from the sheet, stored twice)."""
    lost = wrong = twice = 0
    for writer in writers:
        card = db.session.get_one(Scorecard, UUID(writer.card))
        events = db.session.scalars(
            select(ScoreEvent).where(ScoreEvent.scorecard_id == card.id, ScoreEvent.kind == "saved")
        ).all()
        stored = [event.version for event in events]
        lost += len(set(writer.acknowledged) - set(stored))
        keys = [event.content["key"] for event in events]
        twice += len(keys) - len(set(keys))
        marks = {
            mark.line_id.hex: int(mark.points)
            for mark in db.session.scalars(select(Mark).where(Mark.scorecard_id == card.id))
        }
        last = max(writer.acknowledged)
        if card.version == last:
            wrong += [marks[line] for line in writer.lines] != writer.acknowledged[last]
        else:
            wrong += card.version < last
    return lost, wrong, twice


def _report(writers, kills, acknowledged, lost, wrong, twice):
    kind = "PostgreSQL" if POSTGRES else "SQLite"
    tried = sum(writer.tried for writer in writers)
    first = sum(writer.failed_first for writer in writers)
    PROOF.mkdir(parents=True, exist_ok=True)
    name = f"kill-{'postgresql' if POSTGRES else 'sqlite'}.md"
    (PROOF / name).write_text(
        f"# Scoresheet saves under kill -9, {kind}\n\n"
        f"`python3 tasks.py prove`: {WRITERS} jurors saving at once for {SECONDS:.0f} s, three "
        f"workers, one of them killed every {BETWEEN_KILLS} s.\n\n"
        f"| kills | requests | acknowledged | first try failed | longest gap | lost | wrong | "
        f"twice |\n|---|---|---|---|---|---|---|---|\n"
        f"| {kills} | {tried} | {acknowledged} | {first} ({100 * first / max(acknowledged, 1):.1f} "
        f"%) | {max(w.longest_gap for w in writers):.1f} s | {lost} | {wrong} | {twice} |\n",
        encoding="utf-8",
    )
