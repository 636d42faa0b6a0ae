"""Signatures that anybody can check without us (Ed25519, RFC 8032); the only place for them.

The key is made from MENTORHUB_SECRET_KEY, so it stands in no database. Keys made from older secret
keys (MENTORHUB_OLD_SECRET_KEYS) sign nothing any more and still prove what they signed.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import current_app


def canonical(facts: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: the same facts are the same bytes anywhere."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def sign(facts: Mapping[str, Any]) -> str:
    """The signature in base64."""
    return base64.b64encode(next(_keys()).sign(canonical(facts))).decode()


def is_signed(facts: Mapping[str, Any], signature: str) -> bool:
    """Was this signed here, with today's key or an earlier one?"""
    try:
        raw = base64.b64decode(signature, validate=True)
        signed = canonical(facts)
    except (ValueError, UnicodeEncodeError):
        return False
    return any(_fits(key, raw, signed) for key in _keys())


def public_keys() -> list[str]:
    """Today's first, each as PEM, which openssl and everybody else reads."""
    kind, form = Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    return [key.public_key().public_bytes(kind, form).decode() for key in _keys()]


def signer() -> str:
    """Who signs, in words of a note: the public host of this installation."""
    return urlsplit(current_app.config["BASE_URL"]).netloc


def signature_of(content: bytes) -> str:
    """Ed25519 over the bytes as they are, in base64."""
    return base64.b64encode(next(_keys()).sign(content)).decode()


def signed_note(text: str) -> str:
    """A note as C2SP describes it (signed-note): text, empty line, name and signature."""
    key, name = next(_keys()), signer()
    marked = _key_id(key, name) + key.sign(text.encode())
    return f"{text}\n— {name} {base64.b64encode(marked).decode()}\n"


def text_of_note(note: str) -> str | None:
    """What a note of ours says; None where no key of ours, of today or earlier, has signed it."""
    text, between, last = note.rpartition("\n\n— ")
    try:
        name, signature = last.removesuffix("\n").split(" ")
        raw = base64.b64decode(signature, validate=True)
    except ValueError:
        return None
    signed = (text + "\n").encode()
    ours = any(raw[:4] == _key_id(key, name) and _fits(key, raw[4:], signed) for key in _keys())
    return text + "\n" if between and ours else None


def verifier_key() -> str:
    """Today's public key in one line: name, key id and key, as tools for notes read it."""
    key, name = next(_keys()), signer()
    public = base64.b64encode(b"\x01" + _raw(key)).decode()
    return f"{name}+{_key_id(key, name).hex()}+{public}"


def _key_id(key: Ed25519PrivateKey, name: str) -> bytes:
    return hashlib.sha256(name.encode() + b"\n\x01" + _raw(key)).digest()[:4]


def _raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def _fits(key: Ed25519PrivateKey, signature: bytes, signed: bytes) -> bool:
    try:
        key.public_key().verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _keys() -> Iterator[Ed25519PrivateKey]:
    config = current_app.config
    for word in (config["SECRET_KEY"], *(config["SECRET_KEY_FALLBACKS"] or ())):
        seed = hmac.digest(str(word).encode(), b"signatures", hashlib.sha256)
        yield Ed25519PrivateKey.from_private_bytes(seed)
