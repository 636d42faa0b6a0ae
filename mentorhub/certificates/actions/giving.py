"""A batch is asked for in one moment and written by the worker, a hundred at a time.

Every piece looks anew at what is still due. A worker that dies in the middle leaves whole pieces,
and the next one goes on behind them.
"""

from collections.abc import Collection
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.certificates import queries
from mentorhub.certificates.actions.bundling import drop_bundles
from mentorhub.certificates.domain import Due, Kind, new_code, new_salt, outstanding
from mentorhub.certificates.models import Batch, Certificate
from mentorhub.contests.models import Contest
from mentorhub.jobs.actions import enqueue
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.signing import sign

GIVE = "certificates.give"
AT_A_TIME = 100


def give(contest: Contest, kinds: Collection[Kind], *, by: Person) -> Batch:
    """Everything of these kinds that was never given before; a second click finds the first batch.

    Raises Refused before the results are out, and where nothing is left to give.
    """
    lock(contest)
    if not contest.is_published:
        raise Refused(_l("Certificates are given once the results are public."))
    if (open_batch := queries.open_batch(contest)) is not None:
        return open_batch
    owed = outstanding(queries.due_in(contest), kinds, queries.given_in(contest))
    if not owed:
        raise Refused(_l("Everybody has these certificates already."))
    batch = Batch(contest=contest, kinds=[kind.value for kind in kinds], total=len(owed), by=by)
    db.session.add(batch)
    db.session.flush()
    drop_bundles(contest.id)
    _go_on(batch, 0)
    return batch


def give_some(batch_id: UUID) -> None:
    """The next hundred; the last piece tells everybody."""
    batch = db.session.get(Batch, batch_id)
    if batch is None:
        return
    contest = lock(batch.contest)
    lock(batch)
    if batch.finished_at is not None:
        return
    kinds = {Kind(kind) for kind in batch.kinds}
    owed = outstanding(queries.due_in(contest), kinds, queries.given_in(contest))
    some = owed[:AT_A_TIME]
    people = queries.people({one.person for one in some})
    db.session.add_all([written(one, batch, people[one.person]) for one in some])
    db.session.flush()
    if len(owed) > AT_A_TIME:
        _go_on(batch, len(owed) - AT_A_TIME)
    else:
        _finish(batch)


def written(one: Due, batch: Batch, person: Person) -> Certificate:
    """With its own code, and signed."""
    certificate = Certificate(
        contest_id=batch.contest_id,
        batch_id=batch.id,
        person_id=person.id,
        kind=one.kind,
        about_id=one.about,
        entry_id=one.entry,
        award_id=one.award,
        code=new_code(),
        name=person.full_name,
        salt=new_salt(),
        given_at=now(),
    )
    certificate.signature = sign(certificate.statement(certificate.holder))
    return certificate


def _go_on(batch: Batch, left: int) -> None:
    enqueue(GIVE, {"batch": str(batch.id)}, key=f"{GIVE} {batch.id} {left}")


def _finish(batch: Batch) -> None:
    batch.finished_at = now()
    contest = batch.contest
    told = dict(contest.title)
    record("certificate.given", batch, by=batch.by, contest_id=contest.id, contest=told)
