"""Goals, rhythm and an end: written down by one side, agreed to by the other."""

from datetime import date

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import LOCAL, now, today
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, _l, day
from mentorhub.together import queries
from mentorhub.together.actions.holding import hold
from mentorhub.together.domain import Rhythm, latest_end
from mentorhub.together.models import Commitment


def write_down(
    work: Mentorship,
    *,
    goals: str,
    rhythm: Rhythm,
    format: str,
    until: date,
    renews: bool,
    by: Person,
) -> Commitment:
    """Put goals, rhythm and an end to the other side; what was agreed before holds until then."""
    table = hold(work, goals)
    if format == "phone" and table.guarded:
        raise Refused(_l("With somebody under 18 you meet online or in person, not by phone."))
    _refuse_the_end(work, until, renews=renews)
    if (waiting := queries.proposed(work)) is not None:
        waiting.replaced_at = now()
    written = Commitment(
        mentorship=work,
        goals=goals,
        rhythm=rhythm,
        format=format,
        until=until,
        renews=renews,
        language=by.language,
        side=queries.side_of(work, by),
        written_by=by,
    )
    db.session.add(written)
    record("mentorship.written_down", work, by=by, team=work.team.name)
    return written


def _refuse_the_end(work: Mentorship, until: date, *, renews: bool) -> None:
    if renews and queries.was_renewed(work):
        raise Refused(_l("You have gone on together once already. A new request begins anew."))
    if until <= today():
        raise Refused(_l("The end lies before today."))
    began = work.since.astimezone(LOCAL).date()
    longest = latest_end(began, renewed=renews or queries.was_renewed(work))
    if until > longest:
        raise Refused(_("At most until %(day)s: then you look back together.", day=day(longest)))


def agree(commitment: Commitment, *, by: Person) -> bool:
    """From now on this holds; False where it did so already (a second click)."""
    work = commitment.mentorship
    hold(work)
    lock(commitment)
    if commitment.agreed_at is not None:
        return False
    if commitment.replaced_at is not None:
        raise Refused(_l("This was written anew meanwhile. Read what is there now."))
    if queries.side_of(work, by) is commitment.side:
        raise Refused(_l("Your side wrote this: the other side agrees."))
    _refuse_the_end(work, commitment.until, renews=commitment.renews)
    if (before := queries.agreed(work)) is not None:
        before.replaced_at = now()
    commitment.agreed_by_id, commitment.agreed_at = by.id, now()
    record("mentorship.agreed", work, by=by, team=work.team.name)
    return True
