"""On the day of results many sign in at once: who reads is not kept waiting for them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from mentorhub.accounts.models import Login, Person, SignInAttempt
from mentorhub.platform import passwords
from mentorhub.platform.errors import Busy
from tests.accounts.passwords import WORD
from tests.accounts.typed import answers, count, make_known, sign_in
from tests.factories import make_unit


@pytest.fixture
def desk(app):
    """As wide as in production."""
    before = app.extensions["passwords"]
    app.extensions["passwords"] = narrow = passwords.Desk(
        before.hasher, passwords.in_production().line
    )
    yield narrow
    app.extensions["passwords"] = before


def test_who_finds_the_line_full_is_told_so_and_keeps_what_was_typed(browser, desk):
    make_known()
    with ExitStack() as others:
        for _ in range(passwords.AT_ONCE):
            others.enter_context(desk.turn())
        others.enter_context(_in_line(desk))
        reply = sign_in(browser)
        assert (reply.status_code, reply.headers["Retry-After"]) == (503, "3")
        assert "0912345678" in reply.text
        assert 'data-behaviour="turn"' in reply.text
        assert WORD not in reply.text
        assert (count(Login), count(SignInAttempt)) == (0, 0)
        assert browser.get("/results").status_code == 200
    assert sign_in(browser).status_code == 302
    assert 'data-behaviour="turn"' not in browser.get("/sign-in").text


def _in_line(desk):
    """Somebody who waits: the place is taken as `turn` takes it."""
    stack = ExitStack()
    desk.line.acquire()
    stack.callback(desk.line.release)
    return stack


def test_whoever_registers_in_a_rush_is_told_the_same_and_no_account_is_made(browser, desk):
    with ExitStack() as others:
        for _ in range(passwords.AT_ONCE):
            others.enter_context(desk.turn())
        others.enter_context(_in_line(desk))
        reply = browser.submit("/register", **answers(unit=make_unit().slug))
        assert (reply.status_code, count(Person)) == (503, 0)
        assert "Tô Kim Thoa" in reply.text


def test_no_more_than_two_hash_at_once_and_every_place_is_given_back():
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
    with ExitStack() as places:
        for _ in range(passwords.AT_ONCE):
            places.enter_context(full.turn())
        full.line.acquire()
        with pytest.raises(Busy), full.turn():
            pass


def test_sample_people_share_a_hash_and_nobody_after_them(app):
    with passwords.alike_share_a_hash(app):
        first, other = passwords.hashed("gieo-cham"), passwords.hashed("thu-gat")
        assert passwords.hashed("gieo-cham") == first != other
        assert passwords.matches("gieo-cham", first)
        assert not passwords.matches("gieo-cham", other)
    assert passwords.hashed("gieo-cham") != first
