"""The last hour (L1) and the last minute (L2) of a contest of 2,000 entries, open loop.

`SCALE=1` is the load of the bar, smaller is that share of it; `LOAD_SECONDS` is for how long (60).
"""

import os
import queue
import random
import re
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import update

from mentorhub.contests.models import Contest
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.merging import fingerprint
from tests.entries.cast import WORDS, draft
from tests.factories import make_contest, make_person, make_team
from tests.front import production
from tests.load.journal import Client, compared, words_of
from tests.load.proof import report
from tests.load.uploads import send_file
from tests.served import device_of

SCALE = float(os.environ.get("SCALE", "1"))
SECONDS = float(os.environ.get("LOAD_SECONDS", "60"))
HANDS = max(8, round(240 * SCALE))  # of each kind: who sends does not wait for others' pages
TRIES, LEAD, WARMING = 6, 3.0, 8
VERSION = re.compile(rb'name="version"[^>]*value="(\d+)"')
TITLE = re.compile(rb'name="title"[^>]*value="([^"]*)"')
pytestmark = [pytest.mark.fault, pytest.mark.timeout(7200)]


@dataclass(frozen=True)
class Scenario:
    """A second at full scale; `closes` is where in the run the deadline lies (0 to 1)."""

    name: str
    finals: float
    saves: float
    pages: float
    uploads: float
    closes: float | None


L1 = Scenario("L1 last hour", 880 / 3600, 40, 100, 0, None)
L2 = Scenario("L2 last minute", 400 / 60, 0, 150, 120 / 60, 0.95)


@dataclass
class Seen:
    """What the clients saw, from when each thing was due: waiting for a free hand counts too."""

    times: dict = field(default_factory=lambda: defaultdict(list))
    first_failed: int = 0
    given_up: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind, due, tries):
        with self.lock:
            self.times[kind].append(time.monotonic() - due)
            self.first_failed += tries > 1
            self.given_up += tries > TRIES


@pytest.mark.parametrize("scenario", [L1, L2], ids=["L1", "L2"])
def test_nothing_acknowledged_is_lost_in_the_last_minutes(real_app, tmp_path, scenario):
    finals = max(3, round(scenario.finals * SECONDS * SCALE))
    drafts = round(scenario.saves * 15 * SCALE)
    files = round(scenario.uploads * SECONDS * SCALE)
    clients, contest = _planted(real_app, tmp_path, finals + drafts + files)
    parted = clients[:finals], clients[finals : finals + drafts], clients[finals + drafts :]
    load = [os.getloadavg()[0]]
    with production(real_app, tmp_path) as served:
        _warm(clients[:WARMING], contest, served.port)
        if scenario.closes is not None:
            _set_deadline(real_app, contest, LEAD + SECONDS * scenario.closes)
        seen = _run(_plan(scenario, parted, contest), served.port)
    with real_app.app_context():
        found = compared(clients)
    load.append(os.getloadavg()[0])
    report(scenario, seen, found, scale=SCALE, seconds=SECONDS, load=load)
    assert seen.given_up == 0
    assert set(found.values()) == {0}


def _planted(app, folder, number):
    with app.app_context(), transaction():
        contest = make_contest(days_left=1)
        clients = []
        for _ in range(number):
            person = make_person(unit=contest.unit)
            entry = draft(make_team(person), contest=contest, **words_of(0))
            device, file = device_of(app, person), folder / f"{entry.id}.journal"
            clients.append(Client(entry.id, device, str(person.id), entry.version, file))
        return clients, contest.id


def _warm(clients, contest, port):
    """A server that has run for weeks: every worker has started and made each page some times."""

    def read(client):
        for _ in range(10):
            for address in _pages(client, contest):
                assert _read(client, port, address) <= TRIES

    with ThreadPoolExecutor(WARMING) as hands:
        list(hands.map(read, clients))


def _pages(client, contest):
    return [f"/entries/{client.entry}", f"/contests/{contest}", "/contests"]


def _set_deadline(app, contest, seconds):
    with app.app_context(), transaction():
        closes_at = database_now() + timedelta(seconds=seconds)
        db.session.execute(update(Contest).where(Contest.id == contest).values(closes_at=closes_at))


def _plan(scenario, parted, contest):
    """(second, what) in order; who reads pages is one of those who write."""
    luck, plan = random.Random(7), []
    senders, writers, holders = parted
    plan += [(LEAD + luck.uniform(0, SECONDS), "final", one) for one in senders]
    plan += [(LEAD + luck.uniform(0, SECONDS), "upload", one) for one in holders]
    for one in writers:
        first = luck.uniform(0, 15)
        plan += [(LEAD + at, "save", one) for at in _every(15, first)]
    readers = [*senders, *writers]
    for at in _every(1 / (scenario.pages * SCALE), 0):
        one = luck.choice(readers)
        plan.append((LEAD + at, luck.choice(_pages(one, contest)), one))
    return sorted(plan, key=lambda step: step[0])


def _every(seconds, first):
    while first < SECONDS:
        yield first
        first += seconds


def _run(plan, port):
    seen, waiting, began = Seen(), defaultdict(queue.SimpleQueue), time.monotonic()
    for step in plan:
        waiting[_kind(step[1])].put(step)

    def work(kind):
        while True:
            try:
                at, what, client = waiting[kind].get_nowait()
            except queue.Empty:
                return
            time.sleep(max(0.0, began + at - time.monotonic()))
            seen.note(kind, began + at, ACTS[kind](client, port, what))

    hands = [threading.Thread(target=work, args=(kind,)) for kind in waiting for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    return seen


def _kind(what):
    return what if what in ACTS else "page"


def _read(client, port, address):
    return _until_answered(lambda: client.device.ask(port, "GET", address)[0] == 200)


def _upload(client, port, _what):
    return _until_answered(lambda: send_file(client, port))


def _send(client, port, _what):
    def send():
        client.sendings += 1
        path = f"/entries/{client.entry}/submission"
        status, _where, _body = client.device.ask(port, "POST", path, {})
        told = {302: "received", 409: "closed"}.get(status)
        if told:
            client.write_down(told, "")
            client.sent = told
        return told is not None

    return _until_answered(send)


def _save(client, port, _what):
    number = len(client.tried) + 1
    client.tried.append(number)

    def save():
        path = f"/entries/{client.entry}/edit"
        words = {**WORDS, **words_of(number), "version": client.version, "people": client.people}
        words["seen-people"] = fingerprint([client.people])  # as the page shows it
        if client.device.ask(port, "POST", path, words)[0] != 302 and not _is_stored(port):
            return False
        client.write_down("saved", str(number))
        client.version += 1
        client.acknowledged.append(number)
        return True

    def _is_stored(port):
        """A lost reply: the page says what is saved, and from which version to go on."""
        page = client.device.ask(port, "GET", f"/entries/{client.entry}/edit")[2]
        client.version = int(VERSION.search(page)[1])
        stored = TITLE.search(page)[1].decode() == words_of(number)["title"]
        client.version -= stored
        return stored

    return _until_answered(save)


def _until_answered(act):
    """How many tries it took; one more than `TRIES` when nothing helped."""
    for tries in range(1, TRIES + 1):
        try:
            if act():
                return tries
        except OSError:
            pass
        time.sleep(0.2 * tries)
    return TRIES + 1


ACTS = {"final": _send, "save": _save, "upload": _upload, "page": _read}
