from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest
from mentorhub.contests.queries import jury_of
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import people_in
from mentorhub.entries.rules import organises_it
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def the_team(activity: Activity) -> Iterable[Person]:
    entry = db.session.get_one(Entry, activity.subject_id)
    return [member.person for member in entry.team.members]


def the_team_and_the_organisers(activity: Activity) -> Iterable[Person]:
    """An organiser who may not see the entry, being close to one or judging it, hears nothing."""
    entry = db.session.get_one(Entry, activity.subject_id)
    organisers = (organiser.person for organiser in entry.contest.organisers)
    return [*the_team(activity), *(one for one in organisers if organises_it(one, entry))]


def everybody_in_the_contest(activity: Activity) -> Iterable[Person]:
    """Whoever takes part, drafts included, its jury, and who runs it."""
    contest = db.session.get_one(Contest, activity.subject_id)
    organisers = [organiser.person for organiser in contest.organisers]
    return [*db.session.scalars(people_in(contest)), *jury_of(contest), *organisers]


AUDIENCES = {
    "entry.submitted": the_team,
    "entry.late_accepted": the_team,
    "entry.late_refused": the_team,
    "entry.withdrawn": the_team_and_the_organisers,
    "contest.amended": everybody_in_the_contest,
    "contest.extended": everybody_in_the_contest,
    "contest.shortened": everybody_in_the_contest,
    "contest.form_changed": everybody_in_the_contest,
}
LINES = {
    "entry.submitted": _l("Entry %(code)s is in: %(contest)s"),
    "entry.late_accepted": _l("Entry %(code)s came late and counts: %(contest)s"),
    "entry.late_refused": _l("Entry %(code)s came too late and does not count: %(contest)s"),
    "entry.withdrawn": _l("Entry %(code)s was withdrawn from %(contest)s"),
    "contest.amended": _l("Something in %(contest)s has changed: read what, and why"),
    "contest.shortened": _l("%(contest)s: the deadline is earlier now, %(until_at)s"),
    "contest.extended": _l("%(contest)s: the deadline is now %(until_at)s"),
    "contest.form_changed": _l("%(contest)s: the form asks otherwise now. Read what, and why"),
}
LINKS = {
    "entry.submitted": ("entries.show", "entry_id"),
    "entry.late_accepted": ("entries.show", "entry_id"),
    "entry.late_refused": ("entries.show", "entry_id"),
    "entry.withdrawn": ("entries.show", "entry_id"),
    "contest.amended": ("contests.changes", "contest_id"),
    "contest.extended": ("contests.changes", "contest_id"),
    "contest.shortened": ("contests.changes", "contest_id"),
    "contest.form_changed": ("contests.changes", "contest_id"),
}
