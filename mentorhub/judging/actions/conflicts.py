"""Conflicts of interest: declared by a juror or an organiser, and final."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Juror
from mentorhub.entries.models import Conflict, Entry
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, void
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def declare_conflict(juror: Juror, entry: Entry, *, reason: str, by: Person) -> None:
    """The juror never judges this entry; a sheet begun or submitted is void."""
    if juror.contest.is_published:
        raise Refused(_l("The results are out; please write to the organisers."))
    if queries.conflict_of(juror, entry):
        return
    db.session.add(
        Conflict(
            contest_id=juror.contest_id,
            juror_id=juror.id,
            entry_id=entry.id,
            reason=reason,
            declared_by_id=by.id,
        )
    )
    card = queries.card_of(juror, entry)
    if card is not None and not card.is_void:
        void(card, reason="conflict", by=by)
    contest = juror.contest
    record("judging.conflict_declared", contest, by=by, code=entry.code, **about(contest))


def declare_by_code(juror: Juror, *, code: str, reason: str, by: Person) -> None:
    digits = "".join(character for character in code if character.isdigit())
    entry = queries.entry_numbered(juror.contest, int(digits)) if 0 < len(digits) < 6 else None
    if entry is None:
        raise Refused(_l("No entry of this contest has this code."))
    declare_conflict(juror, entry, reason=reason, by=by)
