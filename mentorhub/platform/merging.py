"""Two hands on one draft: each part is merged by itself, against what its writer saw of it.

The three-way merge of version control, with a whole part (title, problem, …) as its line.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mentorhub.platform.errors import Stale
from mentorhub.platform.i18n import _l


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page somebody writes on: the key it was given, and fingerprints of what it showed."""

    key: UUID
    seen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """`merged` is what to store, part by part.

    `taken` names the parts only others have changed, `clashing` those that both have.
    """

    merged: Mapping[str, Any]
    taken: tuple[str, ...] = ()
    clashing: tuple[str, ...] = ()


def fingerprint(value: Any) -> str:
    """Twelve hexadecimal digits that stand for a part, so that a page need not carry it twice."""
    plain = "\x1f".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def fingerprints(parts: Mapping[str, Any]) -> dict[str, str]:
    return {name: fingerprint(value) for name, value in parts.items()}


def merge(stored: Mapping[str, Any], typed: Mapping[str, Any], *seen: Mapping[str, str]) -> Merge:
    """Bring what was `typed` together with what is `stored`.

    `seen` are fingerprints of what the writer may have started from: the page as it was opened,
    and what that page itself saved last (its answer may have been lost on the way).
    """
    merged, taken, clashing = {}, [], []
    for name, mine in typed.items():
        theirs = stored[name]
        known = {one[name] for one in seen if name in one}
        if mine == theirs or fingerprint(theirs) in known:
            merged[name] = mine
        elif fingerprint(mine) in known:
            merged[name] = theirs
            taken.append(name)
        else:
            clashing.append(name)
    return Merge(merged, tuple(taken), tuple(clashing))


def merged_or_stale(
    stored: Mapping[str, Any], mine: Mapping[str, Any], *seen: Mapping[str, str], **facts: Any
) -> Merge:
    """The merge, or Stale with it where two wrote the same part."""
    found = merge(stored, mine, *seen)
    if found.clashing:
        said = _l("Somebody changed this while you were writing. Both texts are below.")
        raise Stale(said, merge=found, **facts)
    return found
