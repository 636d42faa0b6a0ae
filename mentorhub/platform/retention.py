"""How long what is kept: one table, read by the job that deletes and by the page that says so.

Each feature's `privacy.py` may have a `RETENTION`; `app.py` takes them in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mentorhub.platform.clock import now


@dataclass(frozen=True)
class Keeping:
    """What is kept, for how many days, why not longer or shorter, and how it is forgotten.

    `forget` is given the moment before which everything is too old.
    """

    name: str
    what: Any
    days: int
    why: Any
    forget: Callable[[datetime], Any]


RETENTION: list[Keeping] = []


def register(sources: Iterable[Any]) -> None:
    RETENTION[:] = [one for source in sources for one in getattr(source, "RETENTION", ())]
    names = [one.name for one in RETENTION]
    if len(set(names)) < len(names):
        raise ValueError(f"kept twice: {sorted(names)}")


def sweep() -> None:
    """Forget whatever is older than its days."""
    for one in RETENTION:
        one.forget(now() - timedelta(days=one.days))
