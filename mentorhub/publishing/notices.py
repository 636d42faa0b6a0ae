from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest
from mentorhub.entries.queries import hidden_from
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.publishing import queries
from mentorhub.publishing.models import Publication


def the_other_organisers(activity: Activity) -> Iterable[Person]:
    """Those who may agree: whoever is close to an entry is not even told that there is a table."""
    contest = db.session.get_one(Publication, activity.subject_id).contest
    organisers = [organiser.person for organiser in contest.organisers]
    return [one for one in organisers if not hidden_from(one, contest)]


def every_team(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Contest, activity.subject_id)
    return queries.people_in(contest)


AUDIENCES = {
    "results.prepared": the_other_organisers,
    "results.agreed": the_other_organisers,
    "results.stopped": the_other_organisers,
    "results.published": every_team,
    "results.corrected": every_team,
}
LINES = {
    "results.agreed": _l("Two agreed: the results become public on %(until_at)s"),
    "results.stopped": _l("Results did not become public: the scoresheets give another table now"),
    "results.corrected": _l("The results of %(contest)s were corrected"),
    "results.prepared": _l("A table of results waits for your agreement"),
    "results.published": _l("The results of %(contest)s are out"),
}
LINKS = {
    "results.agreed": ("publishing.prepare", "contest_id"),
    "results.stopped": ("publishing.prepare", "contest_id"),
    "results.corrected": ("publishing.results", "contest_id"),
    "results.prepared": ("publishing.prepare", "contest_id"),
    "results.published": ("publishing.results", "contest_id"),
}
