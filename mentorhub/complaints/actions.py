"""Filing a complaint, looking again at what can be checked, answering by two."""

from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.complaints import queries
from mentorhub.complaints.models import Complaint, Kind
from mentorhub.eligibility.domain.findings import findings
from mentorhub.eligibility.queries.looking import looked_at
from mentorhub.entries.models import Entry
from mentorhub.judging.actions import first_break
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.publishing.actions.publishing import still_follows
from mentorhub.publishing.queries import published_or_none

ANSWERING = "complaint.answer"
MOST = 3
"""Of one entry; who has more to say writes to the organisers."""


def file(entry: Entry, *, kind: Kind, text: str, key: UUID, by: Person) -> Complaint:
    """Once for each `key`. Refused after the last day, which the server's clock decides."""
    lock(entry)
    if (earlier := queries.with_key(key)) is not None:
        return earlier  # the second click of the same button
    publication = published_or_none(entry.contest)
    if publication is None or not publication.hears_complaints:
        raise Refused(_l("Complaints are no longer heard: the last day is over."))
    if len(queries.complaints_of(entry)) >= MOST:
        raise Refused(_l("This entry has three complaints already. Write to the organisers."))
    complaint = Complaint(
        contest=entry.contest,
        entry=entry,
        publication=publication,
        key=key,
        kind=kind,
        text=text.strip(),
        language=by.language,
        filed_by=by,
    )
    db.session.add(complaint)
    record("complaint.filed", complaint, by=by, **_about(complaint))
    return complaint


def looked_at_again(complaint: Complaint) -> dict[str, Any]:
    """What a machine can check: does the table follow, does the log hold, may the entry take part?

    {"table": bool, "log": bool, "findings": how many findings of the eligibility check there are}.
    """
    publication, entry = complaint.publication, complaint.entry
    contest = entry.contest
    found = findings(looked_at(contest, [entry])[entry.id], contest.terms, contest.limits)
    return {
        "table": still_follows(publication),
        "log": first_break(contest) is None,
        "findings": len(found),
    }


def propose(complaint: Complaint, *, is_upheld: bool, answer: str, by: Person) -> None:
    """One organiser writes the answer; the machine's findings of this moment stand beside it."""
    lock(complaint)
    if complaint.is_answered:
        raise Refused(_l("This complaint is answered. The answer stands."))
    if complaint.approval is not None:
        complaint.approval.withdrawn_at = now()
    complaint.is_upheld, complaint.answer = is_upheld, answer.strip()
    complaint.answer_language, complaint.checked = by.language, looked_at_again(complaint)
    complaint.approval = Approval(
        action=ANSWERING,
        subject_type="Complaint",
        subject_id=complaint.id,
        digest="",
        asked_by=by,
    )
    record("complaint.proposed", complaint, by=by, **_about(complaint))


def agree(complaint: Complaint, *, seen: str, by: Person) -> None:
    """Another organiser agrees to the answer `seen`: the team reads it from this commit on."""
    lock(complaint)
    if complaint.is_answered:
        return  # the second click of the same button
    if complaint.approval is None or not complaint.approval.is_open:
        raise Refused(_l("No answer waits for another organiser."))
    if complaint.approval.asked_by_id == by.id:
        raise Refused(_l("Another organiser must agree. Whoever wrote the answer cannot."))
    complaint.approval.must_be(seen)
    complaint.approval.approved_by, complaint.approval.approved_at = by, now()
    complaint.answered_at = now()
    record("complaint.answered", complaint, by=by, **_about(complaint))


def _about(complaint: Complaint) -> dict[str, Any]:
    contest = complaint.contest
    title = contest.title.in_language(contest.language)
    return {"contest_id": contest.id, "contest": title, "code": complaint.entry.code}
