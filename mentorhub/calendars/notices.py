from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest
from mentorhub.entries.actions import waits_to_be_sent
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import units_short
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_at
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def team_that_has_not_sent(activity: Activity) -> Iterable[Person]:
    """Asked again when it is told: whoever sent the entry meanwhile hears nothing."""
    entry = db.session.get(Entry, activity.subject_id)
    if entry is None or not entry.is_draft:
        return []
    return [member.person for member in entry.team.members]


def team_whose_changes_wait(activity: Activity) -> Iterable[Person]:
    """Asked again when it is told: what was sent meanwhile waits no longer."""
    entry = db.session.get(Entry, activity.subject_id)
    if entry is None or not entry.is_submitted or not waits_to_be_sent(entry, now()):
        return []
    return [member.person for member in entry.team.members]


def team_that_may_still_add(activity: Activity) -> Iterable[Person]:
    """Asked again when it is told: after the day, or taken back, nobody hears of it."""
    entry = db.session.get(Entry, activity.subject_id)
    if entry is None or not entry.may_add(now()):
        return []
    return [member.person for member in entry.team.members]


def officers_of_the_unit(activity: Activity) -> Iterable[Person]:
    """Of the unit itself, if it still owes entries; whoever is above it reads the list."""
    contest = db.session.get_one(Contest, activity.contest_id)
    if activity.subject_id not in {unit.id for unit, _sent in units_short(contest)}:
        return []
    return holders_at(Role.UNIT_OFFICER, activity.subject_id)


AUDIENCES = {
    "entry.deadline_near": team_that_has_not_sent,
    "entry.changes_wait": team_whose_changes_wait,
    "entry.stage_near": team_that_may_still_add,
    "contest.entries_missing": officers_of_the_unit,
}
LINES = {
    "entry.deadline_near": _l(
        "Your entry for %(contest)s is still a draft: it counts once it is sent, by %(until_at)s"
    ),
    "entry.changes_wait": _l(
        "What you changed in your entry for %(contest)s was not sent: what was sent before counts"
        " unless you send it again by %(until_at)s"
    ),
    "entry.stage_near": _l(
        "%(contest)s: “%(stage)s” still waits for what it asks of entry %(code)s, by %(until_at)s"
    ),
    "contest.entries_missing": _l(
        "%(unit)s has sent %(sent)s entries to %(contest)s: "
        "%(missing)s more are expected by %(until_at)s"
    ),
}
LINKS = {
    "entry.deadline_near": ("entries.show", "entry_id"),
    "entry.changes_wait": ("entries.show", "entry_id"),
    "entry.stage_near": ("entries.show", "entry_id"),
    "contest.entries_missing": ("contests.show", "contest_id"),
}
