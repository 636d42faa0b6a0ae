"""The second of the deadline: what a reply said and what the database holds are the same (C6–C9).

`BOUNDARY` is how many entries are sent around the deadline (1,000), `CLIENTS` from how many hands
(40); half of the arrivals lie before the deadline, half after, over three seconds.
"""

import os
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
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
from tests.served import ROOT, Device, device_of, gunicorn, percentile

MANY = int(os.environ.get("BOUNDARY", "1000"))
HANDS = int(os.environ.get("CLIENTS", "40"))
BUSY = 503
BEFORE, SPREAD = 8.0, float(os.environ.get("SPREAD", "3"))
pytestmark = [pytest.mark.fault, pytest.mark.timeout(1800)]


@dataclass
class Sending:
    entry: object
    device: Device
    due: float
    sent: float = 0.0
    took: float = 0.0
    status: int = 0


def test_replies_and_the_database_agree_about_the_second_of_the_deadline(real_app):
    sendings, contest = _planted(real_app)
    with gunicorn(real_app) as served:
        closes_at = _set_deadline(real_app, contest)
        _send_all(sendings, served.port)
    with real_app.app_context():
        disagreements = [one for one in sendings if not _agrees(one, closes_at)]
        told = Counter(one.status for one in sendings)
        _report(sendings, told, len(disagreements))
    assert disagreements == []
    assert {302, 409} <= set(told) <= {302, 409, BUSY}  # both sides of the deadline were reached


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
            one.sent = time.monotonic()
            path = f"/entries/{one.entry}/submission"
            one.status, _where, _body = one.device.ask(port, "POST", path, {}, patience=300)
            one.took = time.monotonic() - one.sent

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


def _report(sendings, told, disagreements):
    kind = "postgresql" if POSTGRES else "sqlite"
    papers = db.session.scalars(select(Receipt)).all()
    waited = sum(paper.written_at >= paper.deadline for paper in papers)
    times = [one.took for one in sendings]
    row = (
        f"| {kind} | {MANY} | {HANDS} | {told[302]} | {told[409]} | {told[BUSY]} | {waited} | "
        f"{percentile(times, 0.5):.2f} s | {percentile(times, 0.99):.2f} s | {disagreements} |\n"
    )
    page = ROOT / "docs" / "proof" / "deadline.md"
    kept = [
        line
        for line in (page.read_text(encoding="utf-8").splitlines(True) if page.exists() else [])
        if line.startswith("| ") and not line.startswith((f"| {kind} ", "| database"))
    ]
    page.write_text(HEAD + "".join(sorted([*kept, row])), encoding="utf-8")


HEAD = """# The second of the deadline

`python3 tasks.py prove`: entries sent to three gunicorn workers of four threads, half of them due
before the deadline and half after it. An answer counts as a disagreement when it says “received”
and the database holds anything else than one intact receipt from before the deadline, or says
“closed” or “busy, come again” and the database holds a receipt or anything but the draft.
“Written after” are entries that arrived in time, waited for their turn, and were written when the
deadline had passed: they count, because the last byte decides.
`BOUNDARY=1000 CLIENTS=40 SPREAD=3` are the whole run; smaller numbers were run on a busy machine.

| database | sent | clients | received | closed | busy | written after | p50 | p99 | disagreements |
|---|---|---|---|---|---|---|---|---|---|
"""
