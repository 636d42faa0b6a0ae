"""Passwords by argon2id; the only place that calls the library."""

import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.profiles import CHEAPEST
from flask import Flask, current_app

from mentorhub.platform.errors import Busy
from mentorhub.platform.i18n import _l

# OWASP 2025: 19 MiB, two passes, one lane. One at a time in each process, so that a rush of
# sign-ins cannot take the memory and the processors from everybody else.
_PRODUCTION = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_TESTING = PasswordHasher.from_parameters(CHEAPEST)
AT_ONCE, WAITING = 1, 1
LATELY, SOONEST, LATEST, A_SECOND_MORE_FOR_EACH = 10.0, 2, 20, 20


@dataclass(frozen=True)
class Crowd:
    """Who was sent away lately: the more they are, the later they are asked to come again."""

    moments: deque[float] = field(default_factory=deque)
    counting: threading.Lock = field(default_factory=threading.Lock)

    def come_again_in(self) -> int:
        """Seconds, for one more who is sent away now."""
        moment = time.monotonic()
        with self.counting:
            self.moments.append(moment)
            while self.moments[0] < moment - LATELY:
                self.moments.popleft()
            return min(SOONEST + len(self.moments) // A_SECOND_MORE_FOR_EACH, LATEST)


@dataclass(frozen=True)
class Desk:
    """Where one process hashes. With `WAITING` full the next is sent away at once: a thread that
    waits serves nobody, and on the day of results most people only read."""

    hasher: PasswordHasher
    line: threading.BoundedSemaphore
    at_work: threading.BoundedSemaphore = field(default_factory=lambda: _places(AT_ONCE))
    crowd: Crowd = field(default_factory=Crowd)

    @contextmanager
    def turn(self) -> Iterator[PasswordHasher]:
        """Raises Busy."""
        with self._place(), self.at_work:
            yield self.hasher

    def refuse_when_full(self) -> None:
        """Before anything is asked of the database for somebody who has to go. Raises Busy."""
        with self._place():
            pass

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self.line.acquire(blocking=False):
            text = _l("Very many people are signing in right now. Try again in a few seconds.")
            raise Busy(text, seconds=self.crowd.come_again_in())
        try:
            yield
        finally:
            self.line.release()


def _places(number: int) -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(number)


def in_production() -> Desk:
    return Desk(_PRODUCTION, _places(AT_ONCE + WAITING))


def in_tests() -> Desk:
    return Desk(_TESTING, _places(100))


def init_app(app: Flask) -> None:
    app.extensions["passwords"] = in_tests() if app.testing else in_production()


@contextmanager
def alike_share_a_hash(app: Flask) -> Iterator[None]:
    """While this lasts a password met again keeps its hash: for sample people, who all have one."""
    desk = app.extensions["passwords"]
    app.extensions["passwords"] = replace(desk, hasher=_Remembering(desk.hasher))
    try:
        yield
    finally:
        app.extensions["passwords"] = desk


class _Remembering(PasswordHasher):
    def __init__(self, like: PasswordHasher) -> None:
        super().__init__(like.time_cost, like.memory_cost, like.parallelism)
        self.known: dict[str | bytes, str] = {}

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        if password not in self.known:
            self.known[password] = super().hash(password, salt=salt)
        return self.known[password]


def refuse_when_full() -> None:
    """Raises Busy when no turn is to be had at this moment."""
    _desk().refuse_when_full()


def hashed(password: str) -> str:
    """Raises Busy."""
    with _desk().turn() as hasher:
        return str(hasher.hash(password))


def matches(password: str, stored: str | None) -> bool:
    """Is this the password? With nothing stored the same work is done, and the answer is no.

    Raises Busy.
    """
    return which(password, [stored])[0]


def which(password: str, stored: Sequence[str | None]) -> list[bool]:
    """`matches` for each, in one turn. Raises Busy."""
    with _desk().turn() as hasher:
        return [_fits(hasher, password, one) for one in stored]


def _fits(hasher: PasswordHasher, password: str, stored: str | None) -> bool:
    try:
        return bool(hasher.verify(stored or _nobodys(hasher), password)) and stored is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def _desk() -> Desk:
    desk: Desk = current_app.extensions["passwords"]
    return desk


def _nobodys(hasher: PasswordHasher) -> str:
    """What is tried for an address that has no account: made once."""
    known = current_app.extensions.get("password_of_nobody")
    if known is None:
        known = current_app.extensions["password_of_nobody"] = hasher.hash("nobody's password")
    return str(known)
