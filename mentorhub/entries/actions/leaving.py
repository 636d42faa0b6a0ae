"""What becomes of seats in entries when somebody leaves the team."""

from uuid import UUID

from mentorhub.activity.models import Activity
from mentorhub.entries import queries
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db, lock
from mentorhub.teams.models import Team
from mentorhub.teams.queries import present_ids


def free_seats_in_drafts(activity: Activity) -> None:
    """Whoever left may enter with another team; the words stay, and so does what was sent."""
    team = db.session.get_one(Team, activity.subject_id)
    entries = db.session.scalars(queries.entries_of_team(team)).all()
    for entry in sorted(entries, key=lambda one: one.contest_id):
        if not entry.is_draft:
            continue
        lock(entry.contest)  # a save under way may be seating them at this moment
        lock(entry)
        here = present_ids(team)
        for seat in queries.seats_of(entry):
            if entry.is_draft and seat.person_id not in here:
                db.session.delete(seat)
    db.session.flush()


def frozen_in(entry: Entry) -> set[UUID]:
    """Who stays in an entry that was sent, the team left or not; of a draft nobody."""
    return set() if entry.number is None else {one.person_id for one in queries.seats_of(entry)}
