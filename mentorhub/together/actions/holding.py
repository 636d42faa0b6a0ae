"""What is asked before anything changes. Whoever changes something holds the mentorship's row."""

from mentorhub.conversations.domain import Table, holds_contact
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.together import queries

NO_OFFICER = _l("No officer of the Youth Union is named for this team yet. Ask your unit for one.")
NO_CONTACT = _l(
    "Somebody under 18 is here: no phone numbers, addresses or profiles are handed over. Take them "
    "out, and go on talking here."
)


def hold(work: Mentorship, *texts: str) -> Table:
    """Wait for the mentorship; refuse where it has ended, or where a minor is not watched over."""
    lock(work)
    if work.ended_at is not None:
        raise Refused(_l("This has ended already."))
    return refuse_unwatched(work, *texts)


def refuse_unwatched(work: Mentorship, *texts: str) -> Table:
    """With a minor an officer sits there, and nobody hands a contact over."""
    table = queries.table_of(work)
    if table.lacks_an_officer:
        raise Refused(NO_OFFICER)
    if table.guarded and any(map(holds_contact, texts)):
        raise Refused(NO_CONTACT)
    return table
