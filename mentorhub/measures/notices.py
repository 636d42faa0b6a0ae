"""The team reads what was decided and why; organisers are asked; jurors learn what leaves them."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.entries.models import Entry
from mentorhub.entries.notices import the_team
from mentorhub.entries.rules import organises_without_conflict
from mentorhub.measures.models import Measure
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def who_may_agree(activity: Activity) -> Iterable[Person]:
    """The organisers who are close to no entry; the actor is left out by whoever asks."""
    entry = db.session.get_one(Measure, activity.subject_id).entry
    people = (organiser.person for organiser in entry.contest.organisers)
    return [person for person in people if organises_without_conflict(person, entry)]


def who_asked(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Measure, activity.subject_id).approval.asked_by]


def the_team_and_its_organisers(activity: Activity) -> Iterable[Person]:
    entry = db.session.get_one(Entry, activity.subject_id)
    people = (organiser.person for organiser in entry.contest.organisers)
    free = (person for person in people if organises_without_conflict(person, entry))
    return [*the_team(activity), *free]


AUDIENCES = {
    "entry.measure_asked": who_may_agree,
    "entry.measure_declined": who_asked,
    "entry.extended": the_team_and_its_organisers,
    "entry.disqualified": the_team_and_its_organisers,
    "entry.reinstated": the_team_and_its_organisers,
    "entry.penalised": the_team_and_its_organisers,
}
LINES = {
    "entry.measure_asked": _l("A decision about an entry of %(contest)s waits for you to agree"),
    "entry.measure_declined": _l("The decision about an entry of %(contest)s was declined"),
    "entry.extended": _l("%(contest)s: more time for one entry, until %(until_at)s"),
    "entry.disqualified": _l("Entry %(code)s was excluded from %(contest)s: read why"),
    "entry.penalised": _l("Entry %(code)s of %(contest)s: what is taken off its points changed"),
    "entry.reinstated": _l("Entry %(code)s counts again in %(contest)s"),
}
LINKS = {
    "entry.measure_asked": ("measures.measure", "measure_id"),
    "entry.measure_declined": ("measures.measure", "measure_id"),
    "entry.extended": ("entries.show", "entry_id"),
    "entry.disqualified": ("entries.show", "entry_id"),
    "entry.reinstated": ("entries.show", "entry_id"),
    "entry.penalised": ("entries.show", "entry_id"),
}
