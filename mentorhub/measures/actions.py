"""More time, points taken away, an entry excluded or taken in again: one asks, another agrees.

Nothing is ever deleted: an entry that is excluded leaves juries, ranking and counts of what is
judged by its state alone, with its words, its receipts and its sheets kept.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.entries.models import Entry, EntryState
from mentorhub.entries.rules import organises_without_conflict
from mentorhub.measures.models import Kind, Measure
from mentorhub.measures.queries import open_measures
from mentorhub.platform.arrival import database_now
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

ACTIONS = {
    Kind.EXTENSION: "entry.extend",
    Kind.DISQUALIFICATION: "entry.disqualify",
    Kind.REINSTATEMENT: "entry.reinstate",
    Kind.PENALTY: "entry.penalise",
}
DONE = {
    Kind.EXTENSION: "entry.extended",
    Kind.DISQUALIFICATION: "entry.disqualified",
    Kind.REINSTATEMENT: "entry.reinstated",
    Kind.PENALTY: "entry.penalised",
}


def propose(
    entry: Entry,
    kind: Kind,
    *,
    reason: str,
    by: Person,
    until: datetime | None = None,
    points: Decimal | None = None,
) -> Measure:
    """Ask the other organisers; what waited of the same kind gives way to it."""
    _hold(entry)
    if not reason.strip():
        raise Refused(_l("Write why: the team reads it."))
    _refuse_the_impossible(entry, kind, until, points)
    for older in db.session.scalars(open_measures(entry, kind)).all():
        older.approval.withdrawn_at = now()
    approval = Approval(
        action=ACTIONS[kind], subject_type="Entry", subject_id=entry.id, digest="", asked_by=by
    )
    facts: dict[str, Any] = {"reason": reason.strip(), "language": by.language, "until": until}
    measure = Measure(entry=entry, kind=kind, approval=approval, points=points, **facts)
    approval.digest = measure.digest_today
    db.session.add(measure)
    record("entry.measure_asked", measure, by=by, **_about(entry))
    return measure


def agree(measure: Measure, *, by: Person) -> bool:
    """In force from this commit on; False where it was so already."""
    entry = measure.entry
    _hold(entry)
    lock(measure.approval)
    if measure.is_in_force:
        return False  # two agreed at once, or one clicked twice
    if measure.approval.asked_by_id == by.id:
        raise Refused(_l("Another organiser must agree: whoever asked cannot."))
    if not organises_without_conflict(by, entry):
        raise Refused(_l("You no longer hold the office this needs."))
    if (reason := why_void(measure)) is not None:
        raise Refused(reason)
    _refuse_the_impossible(entry, measure.kind, measure.until, measure.points)
    measure.approval.approved_by, measure.approval.approved_at = by, now()
    _put_in_force(measure)
    told: dict[str, Any] = {"until_at": measure.until.isoformat()} if measure.until else {}
    record(DONE[measure.kind], entry, by=by, **_about(entry), **told)
    if measure.kind in (Kind.DISQUALIFICATION, Kind.REINSTATEMENT):
        verb = "judging.entry_left" if entry.is_disqualified else "judging.entry_back"
        record(verb, entry, by=by, **_about(entry))
    return True


def decline(measure: Measure, *, by: Person) -> None:
    """Nothing changes; whoever asked may take the request back so, too."""
    _hold(measure.entry)
    lock(measure.approval)
    if measure.is_in_force:
        raise Refused(_l("Somebody agreed to this a moment before: it is in force."))
    if measure.approval.withdrawn_at is None:
        measure.approval.withdrawn_at = now()
        record("entry.measure_declined", measure, by=by, **_about(measure.entry))


def why_void(measure: Measure) -> Any:
    """Why nobody can agree to this any more; None while somebody can."""
    approval = measure.approval
    if approval.withdrawn_at is not None:
        return _l("This was declined, taken back, or replaced by a newer request.")
    if now() >= measure.answer_by:
        return _l("Nobody agreed within seven days. Ask anew.")
    if not organises_without_conflict(approval.asked_by, measure.entry):
        return _l("Whoever asked for this no longer runs the contest. Ask anew.")
    if approval.digest != measure.digest_today:
        return _l("The entry stands otherwise since this was asked for. Look at it, and ask anew.")
    return None


def _put_in_force(measure: Measure) -> None:
    entry = measure.entry
    if measure.kind is Kind.EXTENSION:
        entry.extended_until = measure.until
    elif measure.kind is Kind.PENALTY:
        entry.penalty = measure.points or None
    elif measure.kind is Kind.DISQUALIFICATION:
        entry.state = EntryState.DISQUALIFIED
    else:
        entry.state = EntryState.SUBMITTED


def _refuse_the_impossible(
    entry: Entry, kind: Kind, until: datetime | None, points: Decimal | None
) -> None:
    if entry.contest.is_published:
        raise Refused(_l("The results are out."))
    if kind is Kind.EXTENSION:
        _refuse_no_more_time(entry, until)
    elif kind is Kind.PENALTY:
        _refuse_no_penalty(entry, points)
    elif kind is Kind.DISQUALIFICATION and not entry.is_submitted:
        raise Refused(_l("Only an entry that was sent and counts can be excluded."))
    elif kind is Kind.REINSTATEMENT and not entry.is_disqualified:
        raise Refused(_l("This entry is not excluded."))


def _refuse_no_penalty(entry: Entry, points: Decimal | None) -> None:
    if not entry.is_submitted:
        raise Refused(_l("Points are taken only from an entry that was sent and counts."))
    last = max(len(entry.contest.judged_stages), 1)
    most = sum(line.max_points for line in entry.contest.rubric_in(last))
    if points is None or not 0 <= points <= most:
        raise Refused(_l("No entry loses more points than the jury can give."))
    if points == (entry.penalty or 0):
        raise Refused(_l("It stands so already: there is nothing to change."))


def _refuse_no_more_time(entry: Entry, until: datetime | None) -> None:
    if entry.contest.scoring_opened_at is not None:
        raise Refused(_l("The jury has begun: what it reads stands."))
    if entry.is_disqualified:
        raise Refused(_l("This entry was excluded from the contest: it stays as it was sent."))
    if until is None or until <= max(entry.deadline.closes_at, database_now()):
        raise Refused(_l("More time ends later than the deadline the team has now."))


def _hold(entry: Entry) -> None:
    """The contest first, as everybody who changes an entry does."""
    contest = lock(entry.contest)
    db.session.refresh(contest, ["organisers"])
    lock(entry)


def _about(entry: Entry) -> dict[str, Any]:
    title = dict(entry.contest.title)
    return {"contest_id": entry.contest_id, "contest": title, "code": entry.code}
