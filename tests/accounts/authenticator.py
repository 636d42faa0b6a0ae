"""A device in software that makes passkeys and answers with them: P-256, attestation "none"."""

import hashlib
import json
import secrets
from struct import pack
from urllib.parse import urlsplit

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text_of

PRESENT, VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


class Device:
    """`origin` is what its browser believes to stand on; a liar may be told another `rp_id`."""

    def __init__(self, origin="http://localhost", rp_id=None, verifies=True):
        self.origin, self.rp_id = origin, rp_id or urlsplit(origin).hostname
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(32)
        self.user, self.count = None, 0
        self.flags = PRESENT | (VERIFIED if verifies else 0)

    def make(self, question):
        asked = json.loads(question)
        self.user = asked["user"]["id"]
        head = self._head(self.flags | HAS_KEY)
        told = head + bytes(16) + pack(">H", len(self.id)) + self.id + self._public()
        attested = {"fmt": "none", "attStmt": {}, "authData": told}
        return self._answer(
            clientDataJSON=text_of(self._client("webauthn.create", asked)),
            attestationObject=text_of(cbor2.dumps(attested)),
        )

    def answer(self, question, count=None):
        self.count = self.count + 1 if count is None else count
        client, head = self._client("webauthn.get", json.loads(question)), self._head(self.flags)
        signed = self.key.sign(head + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=text_of(client),
            authenticatorData=text_of(head),
            signature=text_of(signed),
            userHandle=self.user,
        )

    def _client(self, kind, asked):
        facts = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(facts).encode()

    def _head(self, flags):
        return hashlib.sha256(self.rp_id.encode()).digest() + pack(">BI", flags, self.count)

    def _public(self):
        at = self.key.public_key().public_numbers()
        x, y = at.x.to_bytes(32, "big"), at.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _answer(self, **response):
        key = text_of(self.id)
        told = {"id": key, "rawId": key, "type": "public-key", "response": response}
        return json.dumps({**told, "clientExtensionResults": {}})
