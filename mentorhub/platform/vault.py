"""Secrets that must be read again: kept encrypted, so that a copy of the database is not enough."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app


def lock_away(text: str) -> str:
    return _vault().encrypt(text.encode()).decode()


def take_out(locked: str) -> str | None:
    """What was locked away; nothing where the secret key of that time is no longer known."""
    try:
        return _vault().decrypt(locked.encode()).decode()
    except InvalidToken:
        return None


def _vault() -> MultiFernet:
    """The first key locks; older ones (MENTORHUB_OLD_SECRET_KEYS) still open."""
    older = current_app.config.get("SECRET_KEY_FALLBACKS") or ()
    return MultiFernet([Fernet(_key(word)) for word in (current_app.config["SECRET_KEY"], *older)])


def _key(word: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"vault\x1f" + str(word).encode()).digest())
