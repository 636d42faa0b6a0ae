from typing import Any

from mentorhub.mentoring.models import (
    MentorProfile,
    MentorRequest,
    Mentorship,
    MentorState,
    RequestState,
)
from mentorhub.organisations.rules import (
    admin_over_it,
    is_admin,
    officer_over_its_unit,
    organiser_somewhere,
    organises_the_province,
    safeguarding_officer_over_its_unit,
)
from mentorhub.organisations.rules import officer_somewhere as an_officer
from mentorhub.platform.permissions import anyone, open_rule, permit, rule, signed_in
from mentorhub.teams.models import Team
from mentorhub.teams.rules import in_the_team, team_is_open

SHOWN_STATES = (MentorState.ACTIVE, MentorState.PAUSED)


@rule
def is_grown_up(person: Any, thing: Any) -> bool:
    return not person.is_minor


@open_rule
def profile_is_public(person: Any, profile: MentorProfile) -> bool:
    return profile.state in SHOWN_STATES


@rule
def is_its_mentor(person: Any, thing: MentorProfile) -> bool:
    return bool(thing.person_id == person.id)


@rule
def has_not_left(person: Any, thing: MentorProfile) -> bool:
    return thing.state is not MentorState.LEFT


@rule
def may_speak_for_the_team(person: Any, team: Team) -> bool:
    """An adult of the team, or who leads it: a minor team-mate does not ask strangers for help."""
    return team.is_owned_by(person) or (team.includes(person) and not person.is_minor)


@rule
def is_in_its_team(person: Any, thing: MentorRequest | Mentorship) -> bool:
    return thing.team.includes(person)


@rule
def speaks_for_its_team(person: Any, thing: MentorRequest | Mentorship) -> bool:
    return may_speak_for_the_team(person, thing.team)


@rule
def is_addressed(person: Any, thing: MentorRequest | Mentorship) -> bool:
    return bool(thing.profile.person_id == person.id)


@rule
def waits_for_an_answer(person: Any, request: MentorRequest) -> bool:
    return request.is_open


@rule
def mentor_asked_for_more(person: Any, request: MentorRequest) -> bool:
    return request.state is RequestState.MORE_NEEDED


@rule
def officer_over_its_team(person: Any, request: MentorRequest) -> bool:
    return officer_over_its_unit(person, request.team)


@rule
def still_goes_on(person: Any, mentorship: Mentorship) -> bool:
    return mentorship.ended_at is None


@rule
def officer_over_the_mentor(person: Any, profile: MentorProfile) -> bool:
    return officer_over_its_unit(person, profile.person)


@rule
def admin_over_the_mentor(person: Any, profile: MentorProfile) -> bool:
    return admin_over_it(person, profile.person)


@rule
def guards_minors_where_the_mentor_lives(person: Any, profile: MentorProfile) -> bool:
    return safeguarding_officer_over_its_unit(person, profile.person)


BROWSE = permit("mentor.browse", anyone)
READ_PROFILE = permit(
    "mentor.public_profile.read",
    profile_is_public | is_its_mentor | officer_over_the_mentor | admin_over_the_mentor,
    sensitive=False,
)
WRITE_PROFILE = permit("mentor.profile.write", is_grown_up)
PAUSE = permit("mentor.pause", is_its_mentor)
LEAVE = permit("mentor.leave", is_its_mentor & has_not_left)
CHECK_MENTORS = permit("mentor.check_list", an_officer | is_admin, sensitive=False)
CHECK = permit("mentor.check", officer_over_the_mentor | admin_over_the_mentor, sensitive=True)
CLEAR = permit(
    "mentor.clear_for_minors",
    guards_minors_where_the_mentor_lives | admin_over_the_mentor,
    sensitive=True,
)
# one set of weights for all units: who works with mentors reads it, the province chooses
READ_WEIGHTS = permit(
    "weights.read", an_officer | organiser_somewhere | admin_over_it, sensitive=False
)
CHOOSE_WEIGHTS = permit("weights.choose", organises_the_province, sensitive=True)

RECOMMEND = permit("mentor.recommend", in_the_team & team_is_open)
SAY_NOBODY_FITS = permit("mentor.want", may_speak_for_the_team & team_is_open)
TELL_TIMES = permit("team.times.write", may_speak_for_the_team & team_is_open)
ASK = permit("request.create_to_mentor", may_speak_for_the_team & team_is_open)
READ_INBOX = permit("request.inbox", signed_in)
READ_REQUEST = permit(
    "request.read",
    is_in_its_team | is_addressed | officer_over_its_team,
    sensitive=~(is_in_its_team | is_addressed),
)
READ_WORDS = permit("request.words.read", is_in_its_team | is_addressed)
EXPLAIN = permit(
    "match.explanation.read",
    is_in_its_team | is_addressed | officer_over_its_team,
    sensitive=False,
)
ANSWER = permit("request.accept_as_addressee", is_addressed & waits_for_an_answer)
SAY_MORE = permit("request.say_more", speaks_for_its_team & mentor_asked_for_more)
WITHDRAW = permit("request.withdraw", speaks_for_its_team & waits_for_an_answer)
END = permit("mentorship.end", (speaks_for_its_team | is_addressed) & still_goes_on)
