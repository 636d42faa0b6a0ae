"""The order in which a worker's threads answer, with real sockets."""

import socket
import threading
from types import SimpleNamespace

import pytest

from mentorhub.platform.workers import SendingFirst, only_reads


@pytest.fixture
def coming():
    """A connection on which these bytes have arrived."""
    ends = []

    def connection(first):
        here, there = socket.socketpair()
        ends.extend((here, there))
        there.sendall(first)
        return SimpleNamespace(sock=here, name=first, speak=lambda: there.sendall(b"PUT /late"))

    yield connection
    for end in ends:
        end.close()


@pytest.fixture
def busy(coming):
    """One thread, at work on something until the test lets it go."""
    pool, gate, at_work = SendingFirst(1), threading.Event(), threading.Event()

    def work(_connection):
        at_work.set()
        gate.wait(10)

    pool.submit(work, coming(b"GET /"))
    assert at_work.wait(10)
    yield pool, gate
    gate.set()
    pool.shutdown()


def _answered(busy, connections):
    (pool, gate), order = busy, []
    futures = [pool.submit(lambda one: order.append(one.name), one) for one in connections]
    gate.set()
    for future in futures:
        future.result(timeout=10)
    return order


def test_what_was_sent_goes_before_what_is_only_read(busy, coming):
    names = [b"GET /1", b"HEAD /2", b"POST /3", b"GET /4"]
    order = _answered(busy, [coming(name) for name in names])
    assert order == [b"POST /3", b"GET /1", b"HEAD /2", b"GET /4"]


def test_each_keeps_the_order_in_which_it_came(busy, coming):
    names = [b"GET /%d" % number for number in range(9)]
    assert _answered(busy, [coming(name) for name in names]) == names


def test_no_rush_of_sending_keeps_everybody_from_reading(busy, coming):
    names = [b"POST /"] * 9 + [b"GET /"] * 3
    order = _answered(busy, [coming(name) for name in names])
    places = [place for place, name in enumerate(order) if name == b"GET /"]
    assert places == [2, 5, 8]


def test_a_connection_that_has_said_nothing_waits_and_keeps_nobody_waiting(busy, coming):
    order = _answered(busy, [coming(b""), coming(b"GET /"), coming(b"POST /")])
    assert order == [b"POST /", b"GET /", b""]


def test_a_connection_is_looked_at_again_until_it_has_said_something(busy, coming):
    (pool, gate), order = busy, []
    silent = coming(b"")
    late = pool.submit(lambda one: order.append(one.name), silent)
    first = pool.submit(lambda one: (order.append(one.name), silent.speak()), coming(b"POST /"))
    page = pool.submit(lambda one: order.append(one.name), coming(b"GET /"))
    gate.set()
    for future in (first, page, late):
        future.result(timeout=10)
    assert order == [b"POST /", b"", b"GET /"]  # it turned out to send
    assert only_reads(silent) is False


def test_looking_at_the_first_bytes_takes_nothing_from_them(coming):
    connection = coming(b"POST /entries")
    assert not only_reads(connection)
    assert connection.sock.recv(20) == b"POST /entries"


def test_a_connection_that_is_closed_already_is_for_the_thread_to_find(coming):
    connection = coming(b"POST /")
    connection.sock.close()
    assert only_reads(connection)


def test_what_goes_wrong_is_told_to_whoever_asked_and_the_thread_goes_on(busy, coming):
    pool, gate = busy
    gate.set()
    failed = pool.submit(lambda _one: 1 // 0, coming(b"POST /"))
    assert isinstance(failed.exception(timeout=10), ZeroDivisionError)
    assert pool.submit(lambda one: one.name, coming(b"GET /")).result(timeout=10) == b"GET /"


def test_what_was_taken_back_before_its_turn_is_left_out(busy, coming):
    pool, gate = busy
    first = pool.submit(lambda one: one.name, coming(b"POST /1"))
    second = pool.submit(lambda one: one.name, coming(b"POST /2"))
    assert first.cancel()
    gate.set()
    assert second.result(timeout=10) == b"POST /2"
