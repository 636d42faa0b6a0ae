"""Who hears of what two sides do together. No news holds a word of theirs."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.conversations.domain import Part
from mentorhub.mentoring.models import Mentorship
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_over
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.together.queries import table_of


def everybody_at_the_table(activity: Activity) -> Iterable[Person]:
    """The officer beside somebody under 18 as well; whoever did it is left out by whoever asks."""
    work = db.session.get_one(Mentorship, activity.subject_id)
    return [seat.person for seat in table_of(work).seats]


def both_sides(activity: Activity) -> Iterable[Person]:
    """Asked again when it is told: not whoever watches over it, and nobody once it has ended."""
    work = db.session.get_one(Mentorship, activity.subject_id)
    if work.ended_at is not None:
        return []
    return [seat.person for seat in table_of(work).seats if seat.part is not Part.OFFICER]


def officers_of_the_team(activity: Activity) -> Iterable[Person]:
    """None who is one of the two sides."""
    work = db.session.get_one(Mentorship, activity.subject_id)
    if work.ended_at is not None:
        return []
    inside = {work.profile.person_id, *(member.person_id for member in work.team.members)}
    people = holders_over(Role.UNIT_OFFICER, work.team.unit)
    return [person for person in people if person.id not in inside]


AUDIENCES = {
    "mentorship.written_down": everybody_at_the_table,
    "mentorship.agreed": everybody_at_the_table,
    "mentorship.meeting_proposed": everybody_at_the_table,
    "mentorship.meeting_agreed": everybody_at_the_table,
    "mentorship.meeting_off": everybody_at_the_table,
    "mentorship.meeting_noted": everybody_at_the_table,
    "mentorship.room_opened": everybody_at_the_table,
    "mentorship.reviewed": everybody_at_the_table,
    "mentorship.quiet": both_sides,
    "mentorship.run_out": both_sides,
    "mentorship.silent": officers_of_the_team,
}
LINES = {
    "mentorship.written_down": _l(
        "Team %(team)s: goals and rhythm are written down. Do you agree?"
    ),
    "mentorship.meeting_proposed": _l("Team %(team)s: times for a meeting are proposed"),
    "mentorship.meeting_agreed": _l("Team %(team)s: a time for the meeting is agreed"),
    "mentorship.meeting_off": _l("Team %(team)s: a meeting was called off"),
    "mentorship.meeting_noted": _l("Team %(team)s: read the notes of the meeting. Was it so?"),
    "mentorship.quiet": _l("Team %(team)s: nothing for two weeks. A few words, or a time to meet?"),
    "mentorship.run_out": _l(
        "Team %(team)s: the time you agreed on is over. Look back and end, or go on once more"
    ),
    "mentorship.silent": _l("Team %(team)s and its mentor: no sign for three weeks"),
    "mentorship.reviewed": _l("Team %(team)s: the other side has looked back"),
    "mentorship.room_opened": _l("Team %(team)s: the call for the meeting is ready"),
    "mentorship.agreed": _l("Team %(team)s: you have agreed on goals and rhythm"),
}
LINKS = {
    **dict.fromkeys(AUDIENCES, ("together.show", "mentorship_id")),
    "mentorship.silent": ("together.overview",),
}
