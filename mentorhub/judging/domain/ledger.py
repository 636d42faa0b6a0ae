"""What one act on a scoresheet leaves in the log: a leaf that hides everything and commits to all.

A leaf is the hash of two commitments. `facts` covers who did what, when; `sheet` covers the points
of a sheet that was handed in. Both are salted with secrets made from the event's `nonce`, so that a
published leaf tells nothing until its secret is told with it.

A checkpoint is the text that is signed over the tree, in the format of C2SP (tlog-checkpoint).
"""

import base64
import hashlib
import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from mentorhub.judging.domain.merkle import leaf_hash


def canonical(facts: Any) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8."""
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def secret(nonce: str, what: str) -> str:
    """The salt of one commitment; knowing one of them tells nothing about the other."""
    return hashlib.sha256(f"{what}:{nonce}".encode()).hexdigest()


def sheet_facts(entry: Hashable, points: Mapping[Any, Decimal]) -> dict[str, Any]:
    """A handed-in sheet as it is published: {"entry", "points": {criterion: "12.50"}}."""
    given = {str(line): f"{value:.2f}" for line, value in points.items()}
    return {"entry": str(entry), "points": given}


def commitment(salt: str, facts: Any) -> str:
    """SHA-256 over the salt and the facts, in hexadecimal."""
    return hashlib.sha256(salt.encode() + canonical(facts)).hexdigest()


def leaf(*, facts: str, sheet: str) -> bytes:
    """The leaf hash over the two commitments; `sheet` is empty where nothing was handed in."""
    return leaf_hash(canonical({"facts": facts, "sheet": sheet}))


def criteria_digest(published: Sequence[Mapping[str, Any]]) -> str:
    """What identifies criteria: SHA-256 over them as everybody reads them, in their order."""
    return hashlib.sha256(canonical(list(published))).hexdigest()


@dataclass(frozen=True)
class Checkpoint:
    """A tree at one moment: whose it is, how many leaves it had, and their root.

    `more` are lines of our own below, as the format allows.
    """

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...] = ()

    @property
    def root_told(self) -> str:
        """As it stands in the note: base64."""
        return base64.b64encode(self.root).decode()

    def text(self) -> str:
        """The body of the note: three lines and those of our own, each with its end."""
        lines = (self.origin, str(self.size), self.root_told, *self.more)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def read(cls, text: str) -> "Checkpoint":
        """Raises ValueError for anything that is not such a body."""
        origin, size, root, *more, end = text.split("\n")
        if end or not all((origin, *more)) or str(int(size)) != size:
            raise ValueError("not a checkpoint")
        return cls(origin, int(size), base64.b64decode(root, validate=True), tuple(more))
