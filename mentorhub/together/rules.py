"""Who reads and does what while a team and a mentor work together.

Reading is for those who sit at their table (an officer where somebody is under 18); doing is for
the mentor and for those who may speak for the team. A report pauses everything.
"""

from typing import Any

from mentorhub.conversations.domain import Part
from mentorhub.mentoring.models import Mentorship
from mentorhub.mentoring.rules import may_speak_for_the_team
from mentorhub.organisations.rules import officer_over_its_unit, offices_of
from mentorhub.organisations.rules import officer_somewhere as an_officer
from mentorhub.platform.permissions import permit, rule
from mentorhub.together import queries
from mentorhub.together.models import Commitment, Meeting


def work_of(thing: Any) -> Mentorship:
    return thing if isinstance(thing, Mentorship) else thing.mentorship


@rule
def sits_at_its_table(person: Any, thing: Any) -> bool:
    return queries.table_of(work_of(thing)).seat_of(person) is not None


@rule
def sits_there_by_office(person: Any, thing: Any) -> bool:
    if not offices_of(person):
        return False
    seat = queries.table_of(work_of(thing)).seat_of(person)
    return seat is not None and seat.part is Part.OFFICER


@rule
def speaks_for_a_side(person: Any, thing: Any) -> bool:
    work = work_of(thing)
    return work.profile.person_id == person.id or may_speak_for_the_team(person, work.team)


@rule
def it_goes_on(person: Any, thing: Any) -> bool:
    work = work_of(thing)
    return work.ended_at is None and not queries.is_paused(work)


@rule
def it_is_not_paused(person: Any, thing: Any) -> bool:
    return not queries.is_paused(work_of(thing))


@rule
def other_side_wrote_it(person: Any, commitment: Commitment) -> bool:
    return queries.side_of(commitment.mentorship, person) is not commitment.side


@rule
def watches_over_it(person: Any, meeting: Meeting) -> bool:
    """Where somebody under 18 is in the team, the officer beside them opens a call, nobody else."""
    table = queries.table_of(meeting.mentorship)
    seat = table.seat_of(person)
    return table.guarded and seat is not None and seat.part is Part.OFFICER


@rule
def all_are_grown_up(person: Any, meeting: Meeting) -> bool:
    return not queries.table_of(meeting.mentorship).guarded


@rule
def it_has_ended(person: Any, work: Mentorship) -> bool:
    return work.ended_at is not None and bool(work.profile.person.full_name)


@rule
def is_the_mentor(person: Any, work: Mentorship) -> bool:
    return bool(work.profile.person_id == person.id)


@rule
def officer_over_the_team(person: Any, work: Mentorship) -> bool:
    return officer_over_its_unit(person, work.team)


@rule
def stands_outside(person: Any, work: Mentorship) -> bool:
    """What is confided about two sides is read by neither of them, whatever office they hold."""
    return work.profile.person_id != person.id and not work.team.includes(person)


takes_part = sits_at_its_table & speaks_for_a_side
READ = permit("mentorship.read", sits_at_its_table, sensitive=sits_there_by_office)
WORK = permit("mentorship.work", takes_part & it_goes_on)
AGREE = permit("mentorship.agree", takes_part & it_goes_on & other_side_wrote_it)
OPEN_ROOM = permit(
    "mentorship.room.open",
    (watches_over_it | (takes_part & all_are_grown_up)) & it_goes_on,
    sensitive=watches_over_it,
)
LOOK_BACK = permit("mentorship.review.write", takes_part & it_is_not_paused)
READ_CONFIDED = permit(
    "mentorship.review.read", officer_over_the_team & stands_outside, sensitive=True
)
THANKS = permit(
    "mentorship.thanks", sits_at_its_table & it_has_ended & it_is_not_paused, sensitive=False
)
HOURS = permit("mentorship.hours", is_the_mentor & it_is_not_paused)
OVERVIEW = permit("mentorship.overview", an_officer, sensitive=True)
