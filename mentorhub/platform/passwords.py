"""Passwords by argon2id; the only place that calls the library."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.profiles import CHEAPEST
from flask import Flask, current_app, has_request_context, session

from mentorhub.platform.errors import Busy
from mentorhub.platform.i18n import _l
from mentorhub.platform.waiting_line import WaitingLine

# OWASP 2025: 19 MiB, two passes, one lane. One at a time in each process, so that a rush of
# sign-ins cannot take the memory and the processors from everybody else.
_PRODUCTION = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_TESTING = PasswordHasher.from_parameters(CHEAPEST)
AT_ONCE, WAITING, EXPECTED = 1, 1, 1
SOON, LATEST, LATELY = 2, 20, 10.0  # seconds; who comes again for long may wait twice as long
MOMENT, EARLY, LASTS = "turn", 1.0, 120.0  # of a moment given out: its name in the session, seconds


@dataclass
class Desk:
    """Where one process hashes, at one place. One more may wait, and another whose moment it is: a
    thread that waits serves nobody, and on the day of results most people only read. Who finds no
    place is sent away with a moment of their own, and may try their luck before."""

    hasher: PasswordHasher
    line: WaitingLine
    places: int = AT_ONCE + WAITING
    inside: int = 0
    counting: threading.Lock = field(default_factory=threading.Lock)
    at_work: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(AT_ONCE)
    )

    @contextmanager
    def turn(self, moment: float | None = None) -> Iterator[PasswordHasher]:
        """`moment`: when whoever asks was told to come, in seconds since 1970. Raises Busy."""
        with self._place(moment), self.at_work:
            began = time.monotonic()
            yield self.hasher
            took = time.monotonic() - began
            self.line.turn_ended(took, leaves_nobody=self.inside == 1)

    def refuse_when_full(self, moment: float | None = None) -> None:
        """Before anything is asked of the database for somebody who has to go. Raises Busy."""
        with self._place(moment):
            pass

    @contextmanager
    def _place(self, moment: float | None) -> Iterator[None]:
        late = None if moment is None else time.time() - moment
        holds = late is not None and late <= LASTS
        if not self._let_in(is_expected=holds and late is not None and late >= -EARLY):
            raise self._sent_away(moment if holds else None)
        try:
            yield
        finally:
            with self.counting:
                self.inside -= 1

    def _let_in(self, *, is_expected: bool) -> bool:
        """One place more for who is expected; a free place is never left empty for them."""
        with self.counting:
            if self.inside >= self.places + (EXPECTED if is_expected else 0):
                return False
            self.inside += 1
            return True

    def _sent_away(self, moment: float | None) -> Busy:
        """Who has a moment keeps it, and comes again then, or soon."""
        if moment is None:
            moment = self.line.joined()
        elif moment <= time.time():
            self.line.turned_away()
        ahead = moment - time.time()
        late = SOON + min(SOON, int(-ahead / LATELY))
        seconds = min(ceil(ahead), LATEST) if ahead > SOON else late
        text = _l(
            "Very many people are signing in right now. Your place is kept: try again in about "
            "%(seconds)s seconds.",
            seconds=seconds,
        )
        return Busy(text, seconds=seconds, moment=moment)


def in_production(line: Path | None = None, *, desks: int = 1) -> Desk:
    return Desk(_PRODUCTION, WaitingLine(desks, line))


def in_tests() -> Desk:
    return Desk(_TESTING, WaitingLine(), places=100)


def init_app(app: Flask) -> None:
    line = Path(app.config["DATA_FOLDER"]) / "sign-in-line"
    app.extensions["passwords"] = (
        in_tests() if app.testing else in_production(line, desks=app.config["WEB_CONCURRENCY"])
    )


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
    with _told() as moment:
        _desk().refuse_when_full(moment)


def hashed(password: str) -> str:
    """Raises Busy."""
    with _turn() as hasher:
        return str(hasher.hash(password))


def matches(password: str, stored: str | None) -> bool:
    """Is this the password? With nothing stored the same work is done, and the answer is no.

    Raises Busy.
    """
    return which(password, [stored])[0]


def which(password: str, stored: Sequence[str | None]) -> list[bool]:
    """`matches` for each, in one turn. Raises Busy."""
    with _turn() as hasher:
        return [_fits(hasher, password, one) for one in stored]


@contextmanager
def _turn() -> Iterator[PasswordHasher]:
    """A moment is good for one turn."""
    with _told() as moment, _desk().turn(moment) as hasher:
        if moment is not None:
            session.pop(MOMENT)
        yield hasher


@contextmanager
def _told() -> Iterator[float | None]:
    """The moment the visitor was given, if any; a new one goes into their session."""
    if not has_request_context():
        yield None
        return
    known = session.get(MOMENT)
    try:
        yield known
    except Busy as refusal:
        if refusal.moment != known:
            session[MOMENT] = refusal.moment
        raise


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
