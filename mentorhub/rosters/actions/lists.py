"""What every list goes through: looked at first, then all of it or nothing, and undone as such."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from mentorhub.accounts.models import Person
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.rosters.models import ListImport
from mentorhub.units.models import Unit


class Comparison(Protocol):
    """What applying a list would do; the digest says whether it is what somebody looked at."""

    @property
    def digest(self) -> str: ...


Run = TypeVar("Run", bound=ListImport)
Shown = TypeVar("Shown", bound=Comparison)


def keep(
    kind: type[Run], unit: Unit, content: Mapping[str, Any], data: bytes, *, by: Person
) -> Run:
    """Keep what was understood until it is applied or given up, a day at most."""
    digest = hashlib.sha256(data).hexdigest()
    run = kind(unit=unit, by_id=by.id, file_digest=digest, content=dict(content))
    db.session.add(run)
    db.session.flush()
    return run


def confirmed(run: Run, compare: Callable[[Run], Shown], *, digest: str) -> Shown:
    """What the page showed, if applying the list would still do exactly that."""
    lock(run.unit)
    lock(run)
    if not run.is_open:
        raise Refused(_l("This file was taken in already, or given up."))
    if run.content["problems"]:
        raise Refused(_l("Put the file right first: nothing is taken in by halves."))
    plan = compare(run)
    if plan.digest != digest:
        raise Refused(_l("The list has changed since you looked. Read the new comparison first."))
    return plan


def close(run: ListImport, *, added: int) -> None:
    """It was applied: what was understood of the file is needed no more."""
    run.added, run.applied_at, run.content = added, now(), {}


def give_up(run: ListImport) -> None:
    """Forget the file."""
    lock(run)
    if run.applied_at is None:
        db.session.delete(run)


def begin_to_undo(run: ListImport) -> None:
    """Hold it until it is undone, which happens once."""
    lock(run)
    if not run.can_be_undone:
        raise Refused(_l("This import was undone already."))
