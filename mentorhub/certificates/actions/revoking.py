"""A certificate stops counting; where only the name was wrong, another one takes its place."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.certificates import queries
from mentorhub.certificates.actions.bundling import drop_bundles
from mentorhub.certificates.actions.giving import written
from mentorhub.certificates.domain import Cause, Due
from mentorhub.certificates.models import Batch, Certificate
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def revoke(
    certificate: Certificate, *, cause: Cause, reason: str, anew: bool, by: Person
) -> Certificate | None:
    """From this commit on whoever looks it up reads that it does not count, since when and why.

    `anew` gives another one with the name as it is today, which is returned. A second click changes
    nothing. Raises Refused without a reason, and where nobody is left to give another to.
    """
    contest = lock(certificate.contest)
    lock(certificate)
    if not certificate.is_valid:
        return None
    if not reason.strip():
        raise Refused(_l("Write why: whoever held it reads it."))
    if anew and not certificate.person.full_name:
        raise Refused(_l("This account is closed: nobody is left to give another one to."))
    certificate.revoked_at, certificate.revoked_by_id = now(), by.id
    certificate.cause, certificate.reason = cause, reason.strip()
    db.session.flush()
    drop_bundles(contest.id)
    told = dict(contest.title)
    record("certificate.revoked", certificate, by=by, contest_id=contest.id, contest=told)
    return _another(certificate) if anew else None


def _due_now(certificate: Certificate) -> Due:
    """By the results as they stand: a correction may have given another prize since."""
    one = Due(
        certificate.kind,
        certificate.person_id,
        certificate.about_id,
        certificate.entry_id,
        certificate.award_id,
    )
    due = queries.due_in(certificate.contest)
    return next((other for other in due if other.key == one.key), one)


def _another(certificate: Certificate) -> Certificate:
    batch = db.session.get_one(Batch, certificate.batch_id)
    another = written(_due_now(certificate), batch, certificate.person)
    db.session.add(another)
    db.session.flush()
    return another
