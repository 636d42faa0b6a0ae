"""The order of presenting by lot, so that anybody can draw it again."""

import hashlib
from collections.abc import Iterable


def order(codes: Iterable[str], seed: str) -> list[str]:
    """The codes by the SHA-256 of “seed:code”: any language, any machine, the same order."""
    return sorted(codes, key=lambda code: hashlib.sha256(f"{seed}:{code}".encode()).hexdigest())
