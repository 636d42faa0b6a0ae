"""Who hears of what happens between teams and mentors."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.mentoring.models import MentorProfile, MentorRequest, Mentorship
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_of_all, holders_over
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team


def its_mentor(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(MentorRequest, activity.subject_id).profile.person]


def its_team(activity: Activity) -> Iterable[Person]:
    members = db.session.get_one(MentorRequest, activity.subject_id).team.members
    return [member.person for member in members if member.person_id != activity.actor_id]


def everybody_who_worked_together(activity: Activity) -> Iterable[Person]:
    work = db.session.get_one(Mentorship, activity.subject_id)
    people = [work.profile.person, *(member.person for member in work.team.members)]
    return [person for person in people if person.id != activity.actor_id]


def officers_of_the_mentor(activity: Activity) -> Iterable[Person]:
    unit = db.session.get_one(MentorProfile, activity.subject_id).person.unit
    return holders_over(Role.UNIT_OFFICER, unit) if unit else []


def the_mentor(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(MentorProfile, activity.subject_id).person]


def the_province(activity: Activity) -> Iterable[Person]:
    """Whoever can find somebody for a team of any unit, and is not in this one."""
    team = db.session.get_one(Team, activity.subject_id)
    people = holders_of_all(Role.ORGANISER, Role.UNIT_OFFICER)
    return [person for person in people if not team.includes(person)]


def who_may_go_back(activity: Activity) -> Iterable[Person]:
    """Organisers and officers of the province: one set of weights holds for all units."""
    return holders_of_all(Role.ORGANISER, Role.UNIT_OFFICER)


AUDIENCES = {
    "mentor.applied": officers_of_the_mentor,
    "mentor.checked": the_mentor,
    "mentor.check_withdrawn": the_mentor,
    "mentor.cleared": the_mentor,
    "mentor.left": officers_of_the_mentor,
    "request.asked": its_mentor,
    "request.reminded": its_mentor,
    "request.more_said": its_mentor,
    "request.withdrawn": its_mentor,
    "request.not_needed": its_mentor,
    "request.accepted": its_team,
    "request.declined": its_team,
    "request.more_needed": its_team,
    "request.expired": its_team,
    "request.lapsed": its_team,
    "request.closed": its_team,
    "mentor.wanted": the_province,
    "mentorship.ended": everybody_who_worked_together,
    "weights.changed": who_may_go_back,
}
LINES = {
    "mentor.applied": _l("Somebody in your unit would like to be a mentor"),
    "mentor.checked": _l("You are a mentor now: teams can find you"),
    "mentor.check_withdrawn": _l(
        "Your profile as a mentor is looked at anew: until then no new team finds you"
    ),
    "mentor.left": _l("A mentor of your unit has left; their teams are told and need another"),
    "mentor.cleared": _l("You are cleared to work with teams that have members under 18"),
    "request.asked": _l("Team %(team)s asks you to be its mentor"),
    "request.reminded": _l("Team %(team)s still waits for your answer"),
    "request.more_said": _l("Team %(team)s has told you more about what it needs"),
    "request.withdrawn": _l("Team %(team)s has taken its request back"),
    "request.accepted": _l("A mentor has accepted the request of team %(team)s"),
    "request.declined": _l("A mentor cannot take your team, and says why. Others may suit you too"),
    "request.more_needed": _l("A mentor would like to know more before answering your team"),
    "request.expired": _l("A mentor did not answer in seven days. See who fits next, and ask"),
    "request.lapsed": _l("A mentor asked your team something and had no answer. Ask again"),
    "request.closed": _l("A mentor takes no more teams for now. See who fits next, and ask"),
    "request.not_needed": _l("Team %(team)s has found another mentor"),
    "mentor.wanted": _l("Team %(team)s looks for a mentor, and nobody here fits"),
    "mentorship.ended": _l("The mentoring of team %(team)s has ended"),
    "weights.changed": _l(
        "Suggestions of mentors count differently since last night. %(changes)s. You can go back"
    ),
}
LINKS = {
    **{verb: ("mentoring.request", "asked_id") for verb in AUDIENCES if "request." in verb},
    "mentor.applied": ("mentoring.waiting",),
    "mentor.check_withdrawn": ("mentoring.inbox",),
    "mentor.left": ("mentoring.show", "profile_id"),
    "mentor.checked": ("mentoring.show", "profile_id"),
    "mentor.cleared": ("mentoring.show", "profile_id"),
    "mentor.wanted": ("home.team", "team_id"),
    "mentorship.ended": ("mentoring.inbox",),
    "weights.changed": ("mentoring.weights",),
}
