"""nginx with the site file of `deploy/`: what it keeps for a second, and what it never keeps."""

import http.client
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from mentorhub.contests.domain.deadline import Standing
from mentorhub.entries.models import Receipt
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import db, transaction
from tests.entries.cast import draft
from tests.factories import make_contest, make_idea, make_person, make_team
from tests.front import production
from tests.served import device_of

pytestmark = [pytest.mark.fault, pytest.mark.timeout(120)]
NAME, TITLE = "Tô Kim Thoa", "Máy đo độ mặn"
SECONDS = 3.0  # one it is kept, one more while a new one is fetched; nginx counts in whole ones


@pytest.fixture
def idea(real_app):
    with real_app.app_context(), transaction():
        return make_idea(title=TITLE).id


@pytest.fixture
def served(real_app, idea, tmp_path):
    with production(real_app, tmp_path) as served:
        yield served


def read(served, path, cookie="", **headers):
    line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    line.request("GET", path, headers={"Accept": "text/html", "Cookie": cookie, **headers})
    reply = line.getresponse()
    body = reply.read().decode()
    line.close()
    return reply, body


def request_of(served, *asked, **headers):
    """Two pages with one number were made by one request to the program."""
    return read(served, *asked, **headers)[0].headers["X-Request-ID"]


def test_strangers_share_a_page_of_this_second_in_their_own_language(served, idea):
    page = f"/ideas/{idea}"
    first = {request_of(served, page, f"language={one}") for one in ("vi", "en", "fr")}
    assert len(first) == 3
    assert {request_of(served, page, f"language={one}") for one in ("vi", "en", "fr")} == first
    assert 'lang="fr"' in read(served, page, "language=fr")[1]


def test_what_could_be_one_readers_own_is_asked_for_each_time(served):
    for path, cookie in (
        ("/ideas?q=a", ""),
        ("/ideas", "language=xx"),
        ("/ideas", "theme=dark; other=1"),
        ("/sign-in", ""),
    ):
        assert len({request_of(served, path, cookie) for _ in range(3)}) == 3, (path, cookie)


def test_who_is_signed_in_reads_their_own_page_and_leaves_none_for_others(served, real_app):
    with real_app.app_context(), transaction():
        device = device_of(real_app, make_person(NAME))
    assert NAME not in read(served, "/ideas")[1]
    assert NAME in read(served, "/ideas", device.cookie)[1]
    assert NAME not in read(served, "/ideas")[1]


def test_what_is_withdrawn_is_gone_within_seconds_however_many_ask(served, real_app, idea):
    page = f"/ideas/{idea}"
    assert TITLE in read(served, page)[1]
    with real_app.app_context(), transaction():
        db.session.get_one(Idea, idea).state = IdeaState.DRAFT
    gone = time.monotonic()

    def ask(_):
        asked = time.monotonic()
        return asked - gone, read(served, page)[0].status

    with ThreadPoolExecutor(8) as hands:
        while time.monotonic() - gone < SECONDS + 3:
            answers = list(hands.map(ask, range(24)))
            assert {status for at, status in answers if at > SECONDS} <= {404}
    assert {status for _at, status in answers} == {404}


@contextmanager
def standing_still(served):
    """The workers take no turn; the kernel and nginx keep what comes for them."""
    children = Path(f"/proc/{served.master}/task/{served.master}/children").read_text().split()
    for child in children:
        os.kill(int(child), signal.SIGSTOP)
    try:
        yield
    finally:
        for child in children:
            os.kill(int(child), signal.SIGCONT)


def test_waiting_for_a_worker_costs_nobody_the_deadline(served, real_app):
    """Sent whole before it, read by a worker after it; and nobody chooses their own time."""
    with real_app.app_context(), transaction():
        person, other = make_person(), make_person()
        contest = make_contest(days_left=1)
        entry, late = (draft(make_team(one), contest=contest).id for one in (person, other))
        device, latecomer = device_of(real_app, person), device_of(real_app, other)
        contest.closes_at = database_now() + timedelta(seconds=3)
    with ThreadPoolExecutor(1) as hand, standing_still(served):
        path = f"/entries/{entry}/submission"
        answer = hand.submit(device.ask, served.port, "POST", path, {})
        time.sleep(4)
        assert not answer.done()
    assert answer.result()[0] == 302
    line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    sent = {"Cookie": latecomer.cookie, "X-Request-Start": f"t={time.time() - 20:.3f}"}
    sent["Content-Type"] = "application/x-www-form-urlencoded"
    body = urlencode({"csrf_token": latecomer.token})
    line.request("POST", f"/entries/{late}/submission", body, sent)
    assert line.getresponse().status == 409
    line.close()
    with real_app.app_context():
        receipt = db.session.scalars(select(Receipt)).one()
        assert receipt.entry_id == entry
        assert receipt.at < receipt.deadline <= receipt.written_at
        assert receipt.standing is Standing.IN_TIME


def test_a_page_is_read_on_while_the_program_does_not_answer(served, idea):
    page = f"/ideas/{idea}"
    read(served, page)
    os.killpg(served.master, signal.SIGKILL)
    time.sleep(SECONDS)
    reply, body = read(served, page)
    assert (reply.status, TITLE in body) == (200, True)
    assert read(served, "/ideas/new")[0].status == 502
