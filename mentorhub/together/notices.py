"""Who hears of what two sides do together. No news holds a word of theirs."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.together.queries import table_of


def everybody_at_the_table(activity: Activity) -> Iterable[Person]:
    """The officer beside somebody under 18 as well; whoever did it is left out by whoever asks."""
    work = db.session.get_one(Mentorship, activity.subject_id)
    return [seat.person for seat in table_of(work).seats]


AUDIENCES = {
    "mentorship.written_down": everybody_at_the_table,
    "mentorship.agreed": everybody_at_the_table,
    "mentorship.meeting_proposed": everybody_at_the_table,
    "mentorship.meeting_agreed": everybody_at_the_table,
    "mentorship.meeting_off": everybody_at_the_table,
    "mentorship.meeting_noted": everybody_at_the_table,
    "mentorship.room_opened": everybody_at_the_table,
    "mentorship.reviewed": everybody_at_the_table,
}
LINES = {
    "mentorship.written_down": _l(
        "Team %(team)s: goals and rhythm are written down. Do you agree?"
    ),
    "mentorship.meeting_proposed": _l("Team %(team)s: times for a meeting are proposed"),
    "mentorship.meeting_agreed": _l("Team %(team)s: a time for the meeting is agreed"),
    "mentorship.meeting_off": _l("Team %(team)s: a meeting was called off"),
    "mentorship.meeting_noted": _l("Team %(team)s: read the notes of the meeting. Was it so?"),
    "mentorship.reviewed": _l("Team %(team)s: the other side has looked back"),
    "mentorship.room_opened": _l("Team %(team)s: the call for the meeting is ready"),
    "mentorship.agreed": _l("Team %(team)s: you have agreed on goals and rhythm"),
}
LINKS = dict.fromkeys(AUDIENCES, ("together.show", "mentorship_id"))
