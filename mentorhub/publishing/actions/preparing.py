"""Preparing a table of results and agreeing to it: two persons, and then it is public for ever."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.jobs.actions import enqueue
from mentorhub.judging.actions import first_break, must_be_complete
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.publishing import queries
from mentorhub.publishing.actions.drafting import Draft, draft
from mentorhub.publishing.actions.ledgers import freeze
from mentorhub.publishing.actions.publishing import publish, still_follows
from mentorhub.publishing.domain import Decisions, Imprint, digest_of
from mentorhub.publishing.models import Place, Publication, PublicationState

PUBLISH = "results.publish"
JOB = "results.publish"
LONGEST_WAIT = timedelta(days=60)
OVER = (PublicationState.AGREED, PublicationState.PUBLISHED, PublicationState.REPLACED)


def prepare(contest: Contest, decisions: Decisions, imprint: Imprint, *, by: Person) -> Publication:
    """Freeze the table and its ledger, and ask a second organiser to agree to exactly these.

    With results public already this is a correction: it needs its reason, and it alone may leave
    entries out. Where the jury put equals in order, or a prize is withheld, the reason stands below
    the table.
    """
    lock(contest)
    _must_be_possible(contest, imprint)
    _must_be_reasoned(contest, decisions)
    earlier = queries.published_or_none(contest)
    decisions = decisions if earlier else replace(decisions, left_out=())
    found = draft(contest, decisions)
    _must_be_complete(found)
    digest = digest_of(contest.id, found.lines, decisions.withheld)
    if earlier is not None and earlier.digest == digest:
        raise Refused(_l("This table is the one that is public: there is nothing to correct."))
    publication = Publication(
        **_frozen(contest, found, digest, by),
        **_kept(decisions),
        decision_number=imprint.decision_number,
        note=imprint.note,
        edition=earlier.edition + 1 if earlier else 1,
        reason=imprint.reason.strip() if earlier else "",
        publish_at=imprint.publish_at,
    )
    db.session.add(publication)
    db.session.flush()
    freeze(publication, found.lines, found.awards)
    record("results.prepared", publication, by=by, contest_id=contest.id)
    return publication


def _must_be_possible(contest: Contest, imprint: Imprint) -> None:
    at = imprint.publish_at
    if contest.is_published and not imprint.reason.strip():
        raise Refused(_l("These results are already public."))
    if queries.prepared_for(contest) is not None:
        raise Refused(_l("A table already waits for the second organiser."))
    if at is not None and not now() < at <= now() + LONGEST_WAIT:
        raise Refused(_l("Results become public at a moment within the next 60 days."))
    if first_break(contest) is not None:
        raise Refused(_l("The log of the scoresheets does not hold: an administrator must look."))


def _frozen(contest: Contest, found: Draft, digest: str, by: Person) -> dict[str, Any]:
    """The table, and who asks whom to agree to it."""
    return {
        "contest": contest,
        "language": by.language,
        "digest": digest,
        "basis": dict(found.basis),
        "counts": queries.numbers_of(contest),
        "prepared_by": by,
        "approval": _asked(contest, digest, by),
        "places": _places(contest, found),
    }


def _must_be_reasoned(contest: Contest, decisions: Decisions) -> None:
    if decisions.decided and not decisions.tie_reason.strip():
        raise Refused(_l("Write why the jury put equals in this order."))
    if not set(decisions.withheld) <= {award.id for award in contest.awards}:
        raise Refused(_l("This is no prize of the contest."))
    if decisions.withheld and not decisions.withheld_reason.strip():
        raise Refused(_l("Write why a prize is not given."))


def _kept(decisions: Decisions) -> dict[str, Any]:
    why = decisions.withheld_reason.strip()
    return {
        "decided": dict(decisions.decided),
        "tie_reason": decisions.tie_reason.strip() if decisions.decided else "",
        "withheld": [{"award": str(one), "reason": why} for one in decisions.withheld],
        "left_out": list(decisions.left_out),
    }


def _must_be_complete(found: Draft) -> None:
    if found.far:
        raise Refused(_l("Ask first about the sheets that lie far from the others."))
    if found.since:
        raise Refused(
            _l("Decide first about jurors who declared a conflict after an earlier stage.")
        )
    must_be_complete(found.missing, found.lacking)
    if not found.lines:
        raise Refused(_l("No scoresheet counts: there is no table to publish."))
    if found.ties:
        raise Refused(_l("Equal points still cross a border between prizes: the jury must decide."))


def agree(publication: Publication, *, by: Person) -> None:
    """The second person agrees: public from this commit on, or from the moment that was set.

    Raises Refused for the first person, and where the scoresheets no longer give this table.
    """
    contest = lock(publication.contest)
    lock(publication)
    if publication.state in OVER:
        return  # the second click of the same button
    if publication.state is not PublicationState.PREPARED:
        raise Refused(_l("This table was discarded. Prepare a new one."))
    if publication.prepared_by_id == by.id:
        raise Refused(_l("Another organiser must agree. Whoever prepared a table cannot."))
    if first_break(contest) is not None:
        raise Refused(_l("The log of the scoresheets does not hold: an administrator must look."))
    if not still_follows(publication):
        raise Refused(
            _l("The scoresheets have changed since. Discard this table, prepare it anew.")
        )
    publication.approval.approved_by, publication.approval.approved_at = by, now()
    if publication.publish_at is None or publication.publish_at <= now():
        publish(publication, by=by)
        return
    publication.state = PublicationState.AGREED
    key, facts = f"publish {publication.id}", {"publication": str(publication.id)}
    enqueue(JOB, facts, key=key, due_at=publication.publish_at)
    at = publication.publish_at.isoformat()
    record("results.agreed", publication, by=by, contest_id=contest.id, until_at=at)


def announce(publication: Publication, *, by: Person) -> None:
    """Tell the fingerprint of the ledger before the table: afterwards nobody can exchange it."""
    lock(publication)
    if publication.state not in (PublicationState.PREPARED, PublicationState.AGREED):
        raise Refused(_l("There is no table whose fingerprint could be told in advance."))
    if publication.announced_at is None:
        publication.announced_at = now()
        record("results.announced", publication, by=by, contest_id=publication.contest_id)


def discard(publication: Publication, *, by: Person) -> None:
    lock(publication)
    if publication.state in (PublicationState.PUBLISHED, PublicationState.REPLACED):
        raise Refused(_l("These results are already public."))
    if publication.state is PublicationState.DISCARDED:
        return  # somebody was quicker: what is over is not called off again
    publication.state = PublicationState.DISCARDED
    publication.approval.withdrawn_at = now()
    record("results.discarded", publication, by=by, contest_id=publication.contest_id)


def _asked(contest: Contest, digest: str, by: Person) -> Approval:
    return Approval(
        action=PUBLISH, subject_type="Contest", subject_id=contest.id, digest=digest, asked_by=by
    )


def _places(contest: Contest, found: Draft) -> list[Place]:
    return [
        Place(
            contest_id=contest.id,
            entry_id=line.entry,
            rank=line.rank or 0,
            position=position,
            total=line.total,
            bonus=line.bonus,
            carried=line.carried,
            penalty=line.penalty,
            given=line.given,
            low=line.low,
            high=line.high,
            readers=line.readers,
            means={str(key): str(mean) for key, mean in line.means.items()},
            award_id=found.awards.get(line.entry),
        )
        for position, line in enumerate(found.lines)
    ]
