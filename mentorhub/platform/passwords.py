"""Passwords by argon2id; the only place that calls the library."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.profiles import CHEAPEST
from flask import Flask, current_app

# OWASP 2025: 19 MiB, two passes, one lane. Two at a time, so that a rush of sign-ins
# cannot take the memory and the processors from everybody else.
_PRODUCTION = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_TESTING = PasswordHasher.from_parameters(CHEAPEST)
_AT_ONCE = threading.BoundedSemaphore(2)


def init_app(app: Flask) -> None:
    app.extensions["passwords"] = _TESTING if app.testing else _PRODUCTION


def hashed(password: str) -> str:
    with _AT_ONCE:
        return str(_hasher().hash(password))


def matches(password: str, stored: str | None) -> bool:
    """Is this the password? With nothing stored the same work is done, and the answer is no."""
    with _AT_ONCE:
        try:
            return bool(_hasher().verify(stored or _nobody(), password)) and stored is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


def _hasher() -> PasswordHasher:
    hasher: PasswordHasher = current_app.extensions["passwords"]
    return hasher


def _nobody() -> str:
    known = current_app.extensions.get("password_of_nobody")
    if known is None:
        known = current_app.extensions["password_of_nobody"] = _hasher().hash("nobody's password")
    return str(known)
