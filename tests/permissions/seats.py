"""One person in two roles at once: they keep their own seat and take over the other's."""

from contextlib import contextmanager
from itertools import combinations

from sqlalchemy import delete, update

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Juror, Organiser, Secretary
from mentorhub.entries.models import Participant
from mentorhub.matching.domain.analyser import fold
from mentorhub.mentoring.models import MentorProfile
from mentorhub.organisations.models import Grant
from mentorhub.platform.db import db
from mentorhub.platform.text import sort_key
from mentorhub.teams.models import Member, Tie
from tests.permissions.runner import OWN
from tests.permissions.stored import everything_stored

# who stays themselves comes first: the matrix reads the names and addresses of the first ones
ORDER = (
    "TN", "MN", "OW", "TM", "MM", "MU", "JA", "JU", "JC", "RV", "UO", "UX", "PA", "SG", "CO", "OC",
    "CX", "SC", "GU",
)  # fmt: skip
ONE_OF_THEM = (  # nobody holds two of these
    {"TN", "MN", "OW", "TM"},  # one seat in a team; a minor without a team is in none
    {"MM", "MU"},  # one profile as a mentor
    {"JA", "JU", "JC"},  # one seat on a jury
    {"CO", "OC"},  # one seat among the organisers
    {"OC", "RV"},  # the organiser in conflict is in the rival team already
)
YOUNG = {"TN", "MN"}
OF_AGE = set(ORDER) - YOUNG - {"OW", "RV"}  # offices, juries, mentors and guardians are grown up
SEATS = (Member, Participant, Juror, MentorProfile, Tie, Organiser, Secretary, Grant)


def may_be_one_person(first, second):
    both = {first, second}
    if both == {"MN", "OW"}:
        return True  # somebody under 18 who leads a team
    if any(both <= apart for apart in ONE_OF_THEM):
        return False
    return not (both & YOUNG and both & OF_AGE)


PAIRS = tuple(pair for pair in combinations(ORDER, 2) if may_be_one_person(*pair))


@contextmanager
def seated(stage, pair):
    """The name under which the stage knows somebody who holds both roles, for as long as asked."""
    first, second = pair
    both = "+".join(pair)
    with stage.undone():
        names, stage.sessions[both] = stage.names, stage.sessions[first]
        stage.names = {**names, both: names[first], second: names[first]}
        OWN[both] = {*OWN.get(first, ()), *OWN.get(second, ())}
        if second != "GU":  # a guardian's place is a link, which anybody may hold
            _take_over(names[first], names[second])
            _take_the_name_too(names[first], names[second])
        db.session.commit()
        before, stage.stored, stage.missed = stage.stored, everything_stored(), {}
        yield both
    stage.names, stage.stored, stage.missed = names, before, None


def _take_over(person_id, other_id):
    """A contest takes each person once: the place in the second entry stays empty."""
    mine = Participant.__table__.select().where(Participant.person_id == person_id)
    taken = [row.contest_id for row in db.session.execute(mine)]
    theirs = Participant.person_id == other_id
    db.session.execute(delete(Participant).where(theirs, Participant.contest_id.in_(taken)))
    for seat in SEATS:
        held = update(seat).where(seat.person_id == other_id)
        db.session.execute(held.values(person_id=person_id))
    db.session.expire_all()


def _take_the_name_too(person_id, other_id):
    """What is read of the second role by its name is found in theirs."""
    details, other = (db.session.get(Person, key).details for key in (person_id, other_id))
    name = f"{details.name} {other.name.split()[-1]}"
    details.name, details.name_key, details.name_order = name, fold(name), sort_key(name)
