"""Meetings: proposed with times, agreed to, written about, confirmed by the other side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.conversations.domain import Table
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.together import queries
from mentorhub.together.actions.holding import hold
from mentorhub.together.domain import MeetingState, Side
from mentorhub.together.models import Meeting, NextStep


@dataclass(frozen=True)
class Step:
    """A next step as it is typed: what, whose, until when."""

    text: str
    side: Side
    due: date


def propose(
    work: Mentorship,
    *,
    times: Sequence[datetime],
    minutes: int,
    format: str,
    place: str,
    beside: str,
    by: Person,
) -> Meeting:
    """Either side proposes up to three times; the other takes one."""
    table = hold(work, place, beside)
    if not times or min(times) <= now():
        raise Refused(_l("Propose times that are still to come."))
    _refuse_unwatched(table, format, place, beside)
    meeting = Meeting(
        mentorship=work,
        side=queries.side_of(work, by),
        proposed_by=by,
        times=sorted({one.astimezone(UTC).isoformat() for one in times}),
        minutes=minutes,
        format=format,
        place=place,
        beside=beside,
        language=by.language,
    )
    db.session.add(meeting)
    record("mentorship.meeting_proposed", work, by=by, team=work.team.name)
    return meeting


def _refuse_unwatched(table: Table, format: str, place: str, beside: str) -> None:
    """With a minor: a place everybody knows, and a second adult; or a call an officer opens."""
    if format == "in_person" and not place:
        raise Refused(_l("Say where you meet."))
    if not table.guarded:
        return
    if format == "phone":
        raise Refused(_l("With somebody under 18 you meet online or in person, not by phone."))
    if format == "in_person" and not beside:
        raise Refused(
            _l("Somebody under 18 comes: name a second adult who is there from first to last.")
        )
    if "://" in place:
        raise Refused(_l("Somebody under 18 comes: an officer of the Youth Union opens the call."))


def accept(meeting: Meeting, *, at: datetime, by: Person) -> bool:
    """One of the proposed times is the one; False where it was so already."""
    work = meeting.mentorship
    table = hold(work)
    lock(meeting)
    if meeting.state is MeetingState.AGREED:
        if meeting.begins_at == at:
            return False
        raise Refused(_l("Another time was agreed to a moment before."))
    if meeting.state is MeetingState.CALLED_OFF:
        raise Refused(_l("This meeting was called off."))
    if queries.side_of(work, by) is meeting.side:
        raise Refused(_l("Your side proposed these times: the other side chooses."))
    if at not in meeting.choices or at <= now():
        raise Refused(_l("This time is over. Propose another one."))
    _refuse_unwatched(table, meeting.format, meeting.place, meeting.beside)
    meeting.state, meeting.begins_at = MeetingState.AGREED, at
    meeting.answered_by_id, meeting.answered_at = by.id, now()
    _tell("mentorship.meeting_agreed", meeting, by=by)
    return True


def call_off(meeting: Meeting, *, by: Person) -> None:
    """Either side, before it is written about; a second click changes nothing."""
    hold(meeting.mentorship)
    lock(meeting)
    if meeting.is_noted:
        raise Refused(_l("This meeting took place: its notes stand here."))
    if meeting.state is not MeetingState.CALLED_OFF:
        meeting.state = MeetingState.CALLED_OFF
        record("mentorship.meeting_off", meeting.mentorship, by=by, **_about(meeting))


def open_room(meeting: Meeting, *, room: str, by: Person) -> None:
    """The address of a call: from an officer where somebody is under 18, else from either side."""
    hold(meeting.mentorship)
    lock(meeting)
    if meeting.format != "online" or meeting.state is MeetingState.CALLED_OFF or meeting.is_noted:
        raise Refused(_l("This meeting needs no call."))
    meeting.room = room
    record("mentorship.room_opened", meeting.mentorship, by=by, **_about(meeting))


def note(
    meeting: Meeting,
    *,
    minutes: int,
    done: str,
    decided: str,
    steps: Sequence[Step],
    by: Person,
) -> None:
    """What was done and decided, and what comes next; the other side says whether it was so."""
    work = meeting.mentorship
    hold(work, done, decided, *(step.text for step in steps))
    lock(meeting)
    if meeting.state is not MeetingState.AGREED or not meeting.has_begun:
        raise Refused(_l("Notes are written once a meeting has begun."))
    if meeting.confirmed_at is not None:
        raise Refused(_l("Both sides have confirmed this meeting: its notes stand."))
    meeting.minutes, meeting.done, meeting.decided = minutes, done, decided
    meeting.noted_by_id, meeting.noted_at = by.id, now()
    meeting.noted_side = queries.side_of(work, by)
    meeting.steps = [NextStep(text=one.text, side=one.side, due=one.due) for one in steps]
    _tell("mentorship.meeting_noted", meeting, by=by)


def confirm(meeting: Meeting, *, seen: str, by: Person) -> bool:
    """The other side: it was so. Its minutes count from now on; False where they did already.

    `seen` is the mark of the notes the page showed; Stale where others stand there now.
    """
    hold(meeting.mentorship)
    lock(meeting)
    if meeting.confirmed_at is not None:
        return False
    if not meeting.is_noted:
        raise Refused(_l("Nothing is written about this meeting yet."))
    if queries.side_of(meeting.mentorship, by) is meeting.noted_side:
        raise Refused(_l("Your side wrote these notes: the other side confirms them."))
    if meeting.mark_of_notes != seen:
        raise Stale(_l("This was written anew meanwhile. Read what is there now."))
    meeting.confirmed_by_id, meeting.confirmed_at = by.id, now()
    return True


def tick(step: NextStep, *, by: Person) -> bool:
    """Done, or after all not: says which it is now. The side whose step it is."""
    hold(step.mentorship)
    lock(step)
    if queries.side_of(step.mentorship, by) is not step.side:
        raise Refused(_l("This is a step of the other side."))
    step.done_at, step.done_by_id = (None, None) if step.done_at else (now(), by.id)
    return step.done_at is not None


def _tell(verb: str, meeting: Meeting, *, by: Person) -> None:
    record(verb, meeting.mentorship, by=by, **_about(meeting))


def _about(meeting: Meeting) -> dict[str, Any]:
    return {"team": meeting.mentorship.team.name}
