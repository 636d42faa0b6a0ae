from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.complaints.models import Complaint
from mentorhub.entries.queries import hidden_from
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def organisers(activity: Activity) -> Iterable[Person]:
    """Whoever is close to an entry does not even hear that there is a complaint."""
    contest = db.session.get_one(Complaint, activity.subject_id).contest
    people = [organiser.person for organiser in contest.organisers]
    return [one for one in people if not hidden_from(one, contest)]


def the_team(activity: Activity) -> Iterable[Person]:
    complaint = db.session.get_one(Complaint, activity.subject_id)
    return [member.person for member in complaint.entry.team.members]


AUDIENCES = {
    "complaint.filed": organisers,
    "complaint.proposed": organisers,
    "complaint.answered": the_team,
}
LINES = {
    "complaint.filed": _l("%(contest)s: a complaint about the result of %(code)s"),
    "complaint.proposed": _l("%(contest)s: an answer to %(code)s waits for your agreement"),
    "complaint.answered": _l("%(contest)s: your complaint is answered"),
}
LINKS = {
    "complaint.filed": ("complaints.show", "complaint_id"),
    "complaint.proposed": ("complaints.show", "complaint_id"),
    "complaint.answered": ("complaints.show", "complaint_id"),
}
