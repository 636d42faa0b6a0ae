"""Secretaries: asked by an organiser, answered by themselves, ended by either."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest, Secretary
from mentorhub.judging.actions.history import about
from mentorhub.judging.queries import person_at
from mentorhub.judging.rules import stands_outside
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.transcripts import queries
from mentorhub.transcripts.actions.typing import set_free


def ask(contest: Contest, *, label: str, address: str, by: Person) -> Secretary:
    """Ask whoever proved this number or address to type paper sheets.

    The answer is the same for an address nobody has: it tells nothing about accounts.
    """
    lock(contest)
    if contest.is_published:
        raise Refused(_l("The results are out."))
    person = person_at(address)
    row = queries.secretary_in(contest, person.id) if person else None
    if row is not None and row.ended_at is None:
        raise Refused(_l("This person is a secretary of this contest, or asked already."))
    if row is None:
        row = Secretary(contest=contest, person=person)
    row.label, row.asked_at, row.asked_by_id = label.strip(), now(), by.id
    row.accepted_at = row.ended_at = None
    db.session.add(row)
    db.session.flush()
    record("judging.secretary_asked", row, by=by, **about(contest))
    return row


def accept(secretary: Secretary, *, by: Person) -> None:
    """Take the duty, and with it secrecy. A second click finds it taken."""
    lock(secretary)
    if secretary.serves:
        return
    if not secretary.is_waiting:
        raise Refused(_l("The organisers have taken this back."))
    if not stands_outside(by, secretary.contest):
        raise Refused(
            _l("Whoever takes part in a contest, runs it or judges in it types no sheets of it.")
        )
    secretary.accepted_at = now()
    record("judging.secretary_accepted", secretary.contest, by=by, **about(secretary.contest))


def decline(secretary: Secretary, *, by: Person) -> None:
    lock(secretary)
    if not secretary.is_waiting:
        raise Refused(_l("This was answered already."))
    secretary.ended_at = now()
    record("judging.secretary_declined", secretary.contest, by=by, **about(secretary.contest))


def end(secretary: Secretary, *, by: Person) -> None:
    """What they typed and nobody confirmed is free for another; what was confirmed stands."""
    if secretary.person_id is not None:
        for paper in queries.in_hand_of(secretary.contest, secretary.person_id):
            set_free(paper)
    lock(secretary)
    if secretary.ended_at is None:
        secretary.ended_at = now()
        record("judging.secretary_ended", secretary, by=by, **about(secretary.contest))
