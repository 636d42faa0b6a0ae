"""On the day of results many sign in at once: who reads is not kept waiting for them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from mentorhub.accounts.models import Login, Person, SignInAttempt
from mentorhub.platform import passwords
from mentorhub.platform.db import db
from mentorhub.platform.errors import Busy
from tests.accounts.passwords import WORD
from tests.accounts.typed import answers, count, make_known, sign_in
from tests.factories import make_unit

PLACES = passwords.AT_ONCE + passwords.WAITING


@pytest.fixture
def desk(app):
    """As wide as in production."""
    before = app.extensions["passwords"]
    narrow = replace(passwords.in_production(), hasher=before.hasher)
    app.extensions["passwords"] = narrow
    yield narrow
    app.extensions["passwords"] = before


@contextmanager
def crowded(desk):
    """Every place is taken by somebody else."""
    with ExitStack() as others:
        for _ in range(PLACES):
            desk.line.acquire()
            others.callback(desk.line.release)
        yield


def test_who_finds_the_line_full_is_told_so_and_keeps_what_was_typed(browser, desk):
    make_known()
    with crowded(desk):
        reply = sign_in(browser)
        assert (reply.status_code, reply.headers["Retry-After"]) == (503, "2")
        assert "0912345678" in reply.text
        assert 'data-behaviour="turn"' in reply.text
        assert WORD not in reply.text
        assert (count(Login), count(SignInAttempt)) == (0, 0)
        assert browser.get("/results").status_code == 200
    assert sign_in(browser).status_code == 302
    assert 'data-behaviour="turn"' not in browser.get("/sign-in").text


def test_the_page_that_waits_is_told_when_to_come_again_and_nothing_is_asked(browser, desk):
    typed = {"csrf_token": browser.token(), "contact": "0912345678", "password": WORD}
    minimal = {"Prefer": "return=minimal"}
    asked, connection = [], db.session.connection()
    event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
    with crowded(desk):
        reply = browser.client.post("/sign-in", data=typed, headers=minimal)
        assert (reply.status_code, reply.text) == (503, "")
        assert int(reply.headers["Retry-After"]) >= 2
    assert [one for one in asked if "SAVEPOINT" not in one] == []


def test_whoever_registers_in_a_rush_is_told_the_same_and_no_account_is_made(browser, desk):
    with crowded(desk):
        reply = browser.submit("/register", **answers(unit=make_unit().slug))
        assert (reply.status_code, count(Person)) == (503, 0)
        assert "Tô Kim Thoa" in reply.text


def test_the_more_are_sent_away_the_later_they_are_asked_to_come_again():
    crowd = passwords.Crowd()
    seconds = [crowd.come_again_in() for _ in range(2000)]
    assert seconds == sorted(seconds)
    assert (seconds[0], seconds[300], seconds[-1]) == (2, 17, 20)
    crowd.moments.extendleft([crowd.moments[0] - passwords.LATELY] * 5)
    late = list(crowd.moments)
    crowd.come_again_in()
    assert len(crowd.moments) == len(late) - 5 + 1


def test_no_more_than_one_hashes_at_once_and_every_place_is_given_back():
    desk, most, now_at_work = passwords.in_tests(), [], []
    guard, gate = threading.Lock(), threading.Barrier(8)

    def hash_once(_):
        gate.wait(30)
        with desk.turn() as hasher:
            with guard:
                now_at_work.append(1)
                most.append(len(now_at_work))
            hasher.hash("muối")
            with guard:
                now_at_work.pop()

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(hash_once, range(8)))
    assert max(most) <= passwords.AT_ONCE
    full = passwords.in_production()
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), full.turn():
            raise ZeroDivisionError
    with crowded(full):
        with pytest.raises(Busy), full.turn():
            pass
        with pytest.raises(Busy):
            full.refuse_when_full()
    full.refuse_when_full()


def test_sample_people_share_a_hash_and_nobody_after_them(app):
    with passwords.alike_share_a_hash(app):
        first, other = passwords.hashed("gieo-cham"), passwords.hashed("thu-gat")
        assert passwords.hashed("gieo-cham") == first != other
        assert passwords.matches("gieo-cham", first)
        assert not passwords.matches("gieo-cham", other)
    assert passwords.hashed("gieo-cham") != first
