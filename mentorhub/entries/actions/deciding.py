"""What an organiser decides about an entry that came after the deadline."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.entries.models import Entry, EntryState
from mentorhub.platform.clock import now
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _


def decide_late(entry: Entry, *, accept: bool, reason: str, by: Person) -> None:
    """It counts like the others, or it does not; either can be changed until the jury begins."""
    contest = lock(entry.contest)
    lock(entry)
    if entry.state not in (EntryState.LATE, EntryState.REFUSED):
        raise Refused(_("This entry waits for no decision any more."))
    if contest.scoring_opened_at is not None:
        raise Refused(_("The jury has begun: what it reads stands."))
    entry.state = EntryState.SUBMITTED if accept else EntryState.REFUSED
    entry.decided_at, entry.decision_reason = now(), reason
    facts = {"contest": dict(contest.title), "code": entry.code}
    verb = "entry.late_accepted" if accept else "entry.late_refused"
    record(verb, entry, by=by, contest_id=contest.id, **facts)
