"""Conflicts of interest that come about by themselves: noticed in the transaction that makes them.

The condition in `queries.conflicts` shuts the sheet anyway; here it is made void, and those who run
the contest hear of it: how many of the jury, and which entry, and never who is close to whom.
"""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import receipts_of
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about, void
from mentorhub.judging.models import Scorecard
from mentorhub.platform.db import db, lock
from mentorhub.teams.models import Team


def notice_person(activity: Activity) -> None:
    """Somebody joined a team or stands beside it from now on, and has a seat on a jury it meets."""
    person = db.session.get_one(Person, activity.actor_id)
    team = db.session.get_one(Team, activity.subject_id)
    faced = queries.seats_facing(person, team)
    found = [
        queries.card_of(juror, entry) or _card_meanwhile(juror, entry) for juror, entry in faced
    ]
    void(*(card for card in found if card and not card.is_void), reason="conflict", by=person)
    for juror, entry in faced:
        if entry.is_submitted:
            _tell(juror.contest, entry, jurors=1)


def _card_meanwhile(juror: Juror, entry: Entry) -> Scorecard | None:
    """Sheets may be handed out at this moment, or the entry sent: wait for that, and look again.

    A card that stands is held without the contest: whoever closes the scoring holds the cards
    first and would wait for us while we wait for them.
    """
    lock(juror.contest)
    db.session.refresh(entry)
    return queries.card_of(juror, entry)


def notice_entry(activity: Activity) -> None:
    """An entry is in for the first time, and some of the jury are too close to it."""
    entry = db.session.get_one(Entry, activity.subject_id)
    is_new = activity.verb != "entry.submitted" or len(receipts_of(entry)) == 1
    if is_new and entry.is_submitted and (jurors := queries.jurors_close_to(entry)):
        _tell(entry.contest, entry, jurors=jurors)


def notice_seat(activity: Activity) -> None:
    """Somebody took a seat on a jury and is too close to entries that are in already.

    One line with their number: the seat is known, so a code would tell who is close to whom.
    """
    contest = db.session.get_one(Contest, activity.subject_id)
    seat = queries.seat_in(contest, activity.actor_id) if activity.actor_id else None
    if seat is not None and (close := queries.conflicts_in(contest, of=seat)):
        facts = {"entries": len(close), **about(contest)}
        record("judging.close_seat_noticed", contest, by=None, **facts)


def _tell(contest: Contest, entry: Entry, *, jurors: int) -> None:
    facts = {"code": entry.code, "jurors": jurors, **about(contest)}
    record("judging.conflict_noticed", contest, by=None, **facts)
