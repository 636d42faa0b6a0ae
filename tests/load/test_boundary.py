"""The second of the deadline: what a reply said and what the database holds are the same (C6–C9).

`BOUNDARY` is how many entries are sent around the deadline (1,000), `CLIENTS` from how many hands
(40); half of them are due before the deadline, half after it, over `SPREAD` seconds. nginx stands
before the workers as in production.
"""

import os
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from queue import Empty, Queue

import pytest
from sqlalchemy import select, update

from mentorhub.contests.domain.deadline import Standing
from mentorhub.contests.models import Contest
from mentorhub.entries.actions import receipts
from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import db, transaction
from tests.conftest import POSTGRES
from tests.entries.cast import draft
from tests.factories import make_contest, make_person, make_team
from tests.front import production
from tests.served import ROOT, Device, device_of, gunicorn, percentile

MANY = int(os.environ.get("BOUNDARY", "1000"))
HANDS = int(os.environ.get("CLIENTS", "40"))
BUSY = 503
SPREAD = float(os.environ.get("SPREAD", "16"))
BEFORE = 5.0 + SPREAD / 2
A_WHILE = timedelta(seconds=0.25)  # from a client's thread to nginx, on a machine that is busy
pytestmark = [pytest.mark.fault, pytest.mark.timeout(1800)]


@dataclass
class Sending:
    entry: object
    device: Device
    due: float
    at: datetime | None = None
    took: float = 0.0
    status: int = 0


def test_replies_and_the_database_agree_about_the_second_of_the_deadline(real_app, tmp_path):
    sendings, contest = _planted(real_app)
    with production(real_app, tmp_path) as served:
        closes_at = _set_deadline(real_app, contest)
        _send_all(sendings, served.port)
    with real_app.app_context():
        disagreements = [one for one in sendings if not _agrees(one, closes_at)]
        told = Counter(one.status for one in sendings)
        wronged = [one for one in sendings if _is_wronged(one, closes_at)]
        _report(sendings, told, len(wronged), len(disagreements))
    assert disagreements == []
    assert wronged == []
    assert set(told) <= {302, 409, BUSY}
    assert min(told[302], told[409]) >= len(sendings) / 10  # both sides of it were reached


def _is_wronged(one, closes_at):
    """Sent a good while before the deadline and refused, or begun after it and taken in."""
    if one.status == 409:
        return one.at < closes_at - A_WHILE
    return one.status == 302 and one.at >= closes_at


def test_workers_whose_clocks_are_wrong_decide_like_all_others(real_app):
    """C9: of four processes two are 90 seconds fast and two as many slow; the database decides."""
    sendings, contest = _planted(real_app, max(40, MANY // 10))
    with gunicorn(real_app, workers=4, settings=ROOT / "tests" / "load" / "wrong_clocks.py") as it:
        closes_at = _set_deadline(real_app, contest)
        _send_all(sendings, it.port)
    with real_app.app_context():
        for one in sendings:
            assert _agrees(one, closes_at), one.status
    assert {302, 409} <= {one.status for one in sendings} <= {302, 409, BUSY}


def _planted(app, many=MANY):
    with app.app_context(), transaction():
        contest = make_contest(days_left=1)
        unit = contest.unit
        sendings = []
        for number in range(many):
            person = make_person(unit=unit)
            entry = draft(make_team(person), contest=contest)
            due = BEFORE + SPREAD * (number / many - 0.5)
            sendings.append(Sending(entry.id, device_of(app, person), due))
        return sendings, contest.id


def _set_deadline(app, contest):
    with app.app_context(), transaction():
        closes_at = database_now() + timedelta(seconds=BEFORE)
        db.session.execute(update(Contest).where(Contest.id == contest).values(closes_at=closes_at))
        return closes_at


def _send_all(sendings, port):
    """Open loop: each leaves at its moment, or as soon after it as a hand is free."""
    began, waiting = time.monotonic(), Queue()
    for one in sendings:
        waiting.put(one)

    def work():
        while True:
            try:
                one = waiting.get_nowait()
            except Empty:
                return
            time.sleep(max(0.0, began + one.due - time.monotonic()))
            one.at, sent = datetime.now(UTC), time.monotonic()
            path = f"/entries/{one.entry}/submission"
            one.status, _where, _body = one.device.ask(port, "POST", path, {}, patience=300)
            one.took = time.monotonic() - sent

    hands = [threading.Thread(target=work) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()


def _agrees(one, closes_at):
    """Accepted: one genuine receipt from before the deadline. Refused: a draft and no receipt.

    So it is where the machine was too busy, and whoever sent was asked to come again.
    """
    entry = db.session.get_one(Entry, one.entry)
    papers = db.session.scalars(select(Receipt).where(Receipt.entry_id == one.entry)).all()
    if one.status == 302:
        return (
            entry.state is EntryState.SUBMITTED
            and len(papers) == 1
            and papers[0].at < papers[0].deadline == closes_at
            and papers[0].at <= papers[0].written_at
            and papers[0].standing is Standing.IN_TIME
            and receipts.is_intact(papers[0], entry)
        )
    return one.status in (409, BUSY) and entry.state is EntryState.DRAFT and papers == []


def _report(sendings, told, wronged, disagreements):
    kind = "postgresql" if POSTGRES else "sqlite"
    papers = db.session.scalars(select(Receipt)).all()
    waited = sum(paper.written_at >= paper.deadline for paper in papers)
    times = [one.took for one in sendings]
    row = (
        f"| {kind} | {MANY} | {HANDS} | {told[302]} | {told[409]} | {told[BUSY]} | {waited} | "
        f"{wronged} | {percentile(times, 0.5):.2f} s | {percentile(times, 0.99):.2f} s | "
        f"{disagreements} |\n"
    )
    page = ROOT / "docs" / "proof" / "deadline.md"
    kept = [
        line
        for line in (page.read_text(encoding="utf-8").splitlines(True) if page.exists() else [])
        if line.startswith("| ") and not line.startswith((f"| {kind} ", "| database"))
    ]
    page.write_text(HEAD + "".join(sorted([*kept, row])), encoding="utf-8")


HEAD = """# The second of the deadline

`python3 tasks.py prove`: entries sent through nginx to three gunicorn workers of four threads, half
of them due before the deadline and half after it, over `SPREAD` seconds. An answer counts as a
disagreement when it says “received” and the database holds anything else than one intact receipt
from before the deadline, or says “closed” or “busy, come again” and the database holds a receipt or
anything but the draft. “Written after” are entries that arrived in time, waited for their turn, and
were written when the deadline had passed: they count, because the last byte decides. “Wronged” are
those whose client had begun to send a quarter of a second before the deadline and who were refused,
and those who began after it and were taken in. The whole run is `BOUNDARY=1000 CLIENTS=40`.

"""
COLUMNS = (
    *("database", "sent", "clients", "received", "closed", "busy", "written after", "wronged"),
    *("p50", "p99", "disagreements"),
)
HEAD += f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"
