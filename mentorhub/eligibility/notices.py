from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.entries.models import Entry
from mentorhub.entries.notices import the_team
from mentorhub.entries.rules import organises_without_conflict
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def organisers_of_the_check(activity: Activity) -> Iterable[Person]:
    """Whoever may read the answer: nobody with a conflict."""
    entry = db.session.get_one(Entry, activity.subject_id)
    people = (organiser.person for organiser in entry.contest.organisers)
    return [one for one in people if organises_without_conflict.ask(one, entry)]


AUDIENCES = {
    "entry.admitted": the_team,
    "entry.asked": the_team,
    "entry.not_admitted": the_team,
    "entry.check_undone": the_team,
    "entry.answered": organisers_of_the_check,
}
LINES = {
    "entry.admitted": _l("Entry %(code)s passed the check: %(contest)s"),
    "entry.asked": _l("Entry %(code)s: the organisers of %(contest)s ask for more by %(until_at)s"),
    "entry.not_admitted": _l("Entry %(code)s is not admitted to %(contest)s; read why"),
    "entry.check_undone": _l(
        "Entry %(code)s: a decision of the check was taken back (%(contest)s)"
    ),
    "entry.answered": _l("The team of entry %(code)s answered (%(contest)s)"),
}
LINKS = {
    "entry.admitted": ("entries.show", "entry_id"),
    "entry.asked": ("entries.show", "entry_id"),
    "entry.not_admitted": ("entries.show", "entry_id"),
    "entry.check_undone": ("entries.show", "entry_id"),
    "entry.answered": ("eligibility.show", "entry_id"),
}
