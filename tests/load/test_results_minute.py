"""The minute of the results (L4), open loop: 500 pages a second, 40 sign-ins a second.

`SCALE=1` is the load of the bar, smaller is that share of it; `LOAD_SECONDS` is for how long (60).
A sign-in that is sent away comes again as its page does, for at most 90 seconds.
"""

import http.client
import os
import queue
import random
import re
import threading
import time
from collections import Counter, defaultdict
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from mentorhub.accounts.models import Password
from mentorhub.judging.models import CardState
from mentorhub.platform import passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.publishing import actions as publishing
from tests.accounts.passwords import WORD
from tests.conftest import POSTGRES
from tests.factories import make_card, make_entry, make_juror, make_person, make_table
from tests.front import production
from tests.publishing.conftest import contest_of
from tests.served import ROOT, percentile

SCALE = float(os.environ.get("SCALE", "1"))
SECONDS = float(os.environ.get("LOAD_SECONDS", "60"))
VIEWS, SIGN_INS, PEOPLE, ENTRIES = 500, 40, 400, 60
READERS, KNOCKING, WARMING = 24, round(1500 * SCALE), 120
PATIENCE, LEAD = 90.0, 3.0
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
pytestmark = [pytest.mark.fault, pytest.mark.timeout(1800)]


class Seen:
    def __init__(self):
        self.times, self.statuses, self.lock = defaultdict(list), Counter(), threading.Lock()

    def note(self, kind, due, status):
        with self.lock:
            self.times[kind].append(time.monotonic() - due)
            self.statuses[kind, status] += 1


def test_who_reads_results_is_not_kept_waiting_by_who_signs_in(real_app, tmp_path):
    address = _planted(real_app)
    with production(real_app, tmp_path) as served:
        _warm(address, served.port)
        readers = _plan(VIEWS * SCALE, lambda _n: address)
        knocking = _plan(SIGN_INS * SCALE, lambda n: n)
        seen = Seen()
        hands = [
            *_hands(READERS, readers, served.port, seen, _read),
            *_hands(KNOCKING, knocking, served.port, seen, _sign_in),
        ]
        for hand in hands:
            hand.join()
    _report(seen)
    failed = {key: n for key, n in seen.statuses.items() if key[1] >= 500 and key[1] != 503}
    assert failed == {}
    assert seen.statuses["view", 503] == 0
    assert seen.statuses["sign-in", 302] == sum(
        n for (kind, _status), n in seen.statuses.items() if kind == "sign-in"
    )


def _planted(app):
    """The address of a table of sixty places; four hundred people have one password."""
    with app.app_context(), transaction():
        first, second = make_person("Lữ Hoài An", age=35), make_person("Kim Ngọc Bích", age=36)
        contest = contest_of(first, second)
        juror = make_juror(contest)
        for n in range(ENTRIES):
            entry = make_entry(contest=contest, title=f"Bài {n}")
            entry.number = n + 1
            points = [min(25, n / 2), max(0, n / 2 - 25)]
            make_card(juror, entry, points, state=CardState.SUBMITTED, submitted_at=now())
        contest.scoring_closed_at = now()
        db.session.flush()
        publishing.agree(make_table(contest, by=first), by=second)
        stored = passwords.in_production().hasher.hash(WORD)
        for n in range(PEOPLE):
            person = make_person(email=f"co{n}@example.org")
            db.session.add(Password(person_id=person.id, hash=stored))
        return f"/results/{contest.id}"


def _plan(rate, what):
    luck = random.Random(7)
    moments = sorted(LEAD + luck.uniform(0, SECONDS) for _ in range(max(1, round(rate * SECONDS))))
    return [(at, what(n)) for n, at in enumerate(moments)]


def _hands(number, plan, port, seen, act):
    waiting, began = queue.SimpleQueue(), time.monotonic()
    for step in plan:
        waiting.put(step)

    def work():
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            try:
                at, what = waiting.get_nowait()
            except queue.Empty:
                return
            time.sleep(max(0.0, began + at - time.monotonic()))
            act(line, what, began + at, seen)

    hands = [threading.Thread(target=work) for _ in range(number)]
    for hand in hands:
        hand.start()
    return hands


def _warm(address, port):
    """A server that has run for weeks: every worker has started and made each page some times."""
    for _ in range(WARMING):
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        assert {_asked(line, "GET", where)[0] for where in (address, "/sign-in")} == {200}
        line.close()


def _asked(line, method, path, body=None, headers=()):
    try:
        line.request(method, path, body, {"Accept": "text/html", **dict(headers)})
        reply = line.getresponse()
        return reply.status, reply.headers, reply.read()
    except (http.client.HTTPException, OSError):
        line.close()  # the next request opens it again
        return 599, {}, b""


def _read(line, address, due, seen):
    status, _headers, _body = _asked(line, "GET", address)
    seen.note("view", due, status)


def _sign_in(line, number, due, seen):
    """With the page it is typed into, and again after each “try again in a few seconds”.

    Everybody comes from an address of their own, as people do who read at home.
    """
    at_home = (f"127.1.{number // 250}.{number % 250 + 1}", 0)
    line = http.client.HTTPConnection(line.host, line.port, timeout=60, source_address=at_home)
    status, headers, page = _asked(line, "GET", "/sign-in")
    cookie = (headers.get("Set-Cookie") or "").partition(";")[0]
    token = TOKEN.search(page)
    answers = {
        "contact": f"co{number % PEOPLE}@example.org",
        "password": WORD,
        "csrf_token": token[1].decode() if token else "",
    }
    sent = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    while time.monotonic() - due < PATIENCE:
        status, headers, _page = _asked(line, "POST", "/sign-in", urlencode(answers), sent)
        if status not in (503, 599):
            break
        seen.note("sent away", due, status)
        line.close()  # nginx would, before some come again
        sent["Prefer"] = "return=minimal"
        time.sleep(float(headers.get("Retry-After") or 1) * random.uniform(0.5, 1.5))
    line.close()
    seen.note("sign-in", due, status)


HEAD = """# The minute of the results

`python3 tasks.py prove` (or `SCALE=0.2 LOAD_SECONDS=20 .venv/bin/pytest -m fault
tests/load/test_results_minute.py`): nginx before three gunicorn workers of four threads, with the
settings of `deploy/` but without TLS; clients and server share the machine's two cores. Open loop:
a time counts from when the request was due. Scale 1 is the bar: 500 pages of results and 40
sign-ins a second. A sign-in that finds two others in its process's line is sent away with “try
again in a few seconds”, and comes again as its page does. “Load” is what else the machine had to
do, averaged over a minute.

"""
COLUMNS = (
    *("database", "scale", "for", "load", "views", "view p50 / p99", "5xx of views"),
    *("sign-ins", "sign-in p50 / longest", "sent away", "signed in at last", "on"),
)
HEAD += f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"


def _report(seen):
    views, sign_ins = seen.times["view"], seen.times["sign-in"]
    key = f"| {'PostgreSQL' if POSTGRES else 'SQLite'} |"
    cells = [
        *(f"{SCALE:g}", f"{SECONDS:g} s", f"{os.getloadavg()[0]:.1f}", len(views)),
        f"{percentile(views, 0.5):.3f} / {percentile(views, 0.99):.3f} s",
        sum(n for (kind, status), n in seen.statuses.items() if kind == "view" and status >= 500),
        *(len(sign_ins), f"{percentile(sign_ins, 0.5):.2f} / {max(sign_ins):.1f} s"),
        *(len(seen.times["sent away"]), seen.statuses["sign-in", 302], datetime.now(UTC).date()),
    ]
    file = ROOT / "docs" / "proof" / "results-minute.md"
    old = file.read_text(encoding="utf-8").splitlines(True) if file.exists() else []
    kept = [
        one for one in old if one.startswith(("| SQLite", "| Postgre")) and not one.startswith(key)
    ]
    row = f"{key} {' | '.join(map(str, cells))} |\n"
    file.write_text(HEAD + "".join(sorted([*kept, row])), encoding="utf-8")
