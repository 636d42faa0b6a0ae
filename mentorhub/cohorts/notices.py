"""A team hears that somebody was asked for it; its mentor hears as of every request."""

from mentorhub.mentoring.notices import its_team
from mentorhub.platform.i18n import _l

AUDIENCES = {"cohort.asked": its_team}
LINES = {
    "cohort.asked": _l("The Youth Union has asked a mentor for your team %(team)s"),
}
LINKS = {"cohort.asked": ("mentoring.request", "asked_id")}
