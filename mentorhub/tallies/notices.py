"""Organisers are asked to confirm a file; whoever gave it hears, and the jurors it is about."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.judging.notices import the_juror
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.tallies.models import GivenTally
from mentorhub.tallies.rules import may_bring_in


def who_may_confirm(activity: Activity) -> Iterable[Person]:
    """Whoever is close to an entry, or on the jury, is not even told."""
    tally = db.session.get_one(GivenTally, activity.subject_id)
    people = (organiser.person for organiser in tally.contest.organisers)
    return [one for one in people if one.id != tally.by_id and may_bring_in(one, tally.contest)]


def who_gave_it(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(GivenTally, activity.subject_id).by]


AUDIENCES = {
    "judging.tally_given": who_may_confirm,
    "judging.tally_confirmed": who_gave_it,
    "judging.tally_declined": who_gave_it,
    "judging.sheets_entered": the_juror,
}
LINES = {
    "judging.tally_given": _l("%(title)s: scores given outside wait for you to confirm them"),
    "judging.tally_confirmed": _l("%(title)s: the scores of your file are on their sheets"),
    "judging.tally_declined": _l("%(title)s: the file of scores was not confirmed"),
    "judging.sheets_entered": _l(
        "%(title)s: points you gave outside are on your sheets; look whether they are right"
    ),
}
LINKS = {
    "judging.tally_given": ("tallies.show", "tally_id"),
    "judging.tally_confirmed": ("tallies.show", "tally_id"),
    "judging.tally_declined": ("tallies.show", "tally_id"),
    "judging.sheets_entered": ("judging.queue",),
}
