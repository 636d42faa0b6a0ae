"""Passkeys (WebAuthn level 2); the only place that calls the library.

What we are called (RP id, origin) comes from BASE_URL, never from a request's Host header.
"""

import ipaddress
import json
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import webauthn
from flask import current_app
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

NAME = "MentorHub"
LONGEST = 8000  # characters a device's answer may have


class NotGenuine(Exception):
    """The device's answer is not one to our question, or no answer at all."""


@dataclass(frozen=True)
class NewKey:
    """What a device gave us to know it again; `id` is base64url."""

    id: str
    public_key: bytes
    sign_count: int


@dataclass(frozen=True)
class Answer:
    """What an answer says of itself, before anything is believed."""

    text: str
    credential_id: str
    challenge: bytes
    user: bytes | None


def are_possible() -> bool:
    """Browsers know passkeys for names only: on http://127.0.0.1 there are none."""
    try:
        ipaddress.ip_address(_rp_id())
    except ValueError:
        return True
    return False


def to_register(challenge: bytes, *, user: bytes, name: str, known: Iterable[str]) -> str:
    """The question to a device that is to make a key; `known` are those it may have already."""
    options = webauthn.generate_registration_options(
        rp_id=_rp_id(),
        rp_name=NAME,
        user_id=user,
        user_name=name,
        challenge=challenge,
        exclude_credentials=[PublicKeyCredentialDescriptor(base64url_to_bytes(k)) for k in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return options_to_json(options)


def to_sign_in(challenge: bytes) -> str:
    """The question to whoever is there: the device knows which keys are for us."""
    options = webauthn.generate_authentication_options(
        rp_id=_rp_id(),
        challenge=challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def read(text: str) -> Answer:
    """Raises NotGenuine where it is no answer."""
    if len(text) > LONGEST:
        raise NotGenuine
    try:
        told = json.loads(text)
        inside = json.loads(base64url_to_bytes(told["response"]["clientDataJSON"]))
        user = told["response"].get("userHandle")
        return Answer(
            text=text,
            credential_id=bytes_to_base64url(base64url_to_bytes(told["rawId"])),
            challenge=base64url_to_bytes(inside["challenge"]),
            user=base64url_to_bytes(user) if user else None,
        )
    except Exception as wrong:  # a stranger chose these bytes: a parser may fail in any way
        raise NotGenuine from wrong


def registered(answer: Answer) -> NewKey:
    """The key in an answer to `to_register`. That the challenge was ours, the caller has checked.

    Raises NotGenuine.
    """
    try:
        found = webauthn.verify_registration_response(
            credential=answer.text,
            expected_challenge=answer.challenge,
            expected_rp_id=_rp_id(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except Exception as wrong:
        raise NotGenuine from wrong
    return NewKey(
        bytes_to_base64url(found.credential_id), found.credential_public_key, found.sign_count
    )


def count_in(answer: Answer, *, public_key: bytes) -> int:
    """How often the key says it was used, in an answer to `to_sign_in` signed with it.

    Whether that goes backwards is the caller's question. Raises NotGenuine.
    """
    try:
        found = webauthn.verify_authentication_response(
            credential=answer.text,
            expected_challenge=answer.challenge,
            expected_rp_id=_rp_id(),
            expected_origin=_origin(),
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as wrong:
        raise NotGenuine from wrong
    return int(found.new_sign_count)


def _rp_id() -> str:
    return urlsplit(current_app.config["BASE_URL"]).hostname or ""


def _origin() -> str:
    base = urlsplit(current_app.config["BASE_URL"])
    return f"{base.scheme}://{base.netloc}".lower()
