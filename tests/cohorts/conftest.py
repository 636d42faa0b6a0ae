import pytest

from mentorhub.cohorts import actions
from mentorhub.cohorts.domain.assignment import Dial
from mentorhub.mentoring.actions import learn_anew
from mentorhub.organisations.models import Role
from mentorhub.platform.i18n import in_language
from tests.factories import make_grant, make_idea, make_mentor, make_person, make_team

SKILLS = ("gis-mapping", "aquaculture", "bookkeeping-sme")
WORDS = {
    "title": "Vòng ghép tháng mười hai",
    "need": "Tỉnh Đoàn mời anh chị đồng hành với đội trong ba tháng tới.",
    "first_meeting": "Tuần đầu tháng mười hai, tại nhà văn hóa",
}


@pytest.fixture
def english(app):
    with in_language("en"):
        yield


@pytest.fixture
def organiser(app):
    person = make_person("Lữ Hoài An", age=34)
    make_grant(person, Role.ORGANISER, unit=person.unit)
    return person


@pytest.fixture
def officer(app, organiser):
    person = make_person("Hồ Thị Mai", age=34, unit=organiser.unit)
    make_grant(person, Role.UNIT_OFFICER, unit=person.unit)
    return person


@pytest.fixture
def cast(app, organiser):
    """Three teams, each with a need that one of three mentors meets."""
    teams, mentors = [], []
    for number, skill in enumerate(SKILLS):
        member = make_person(f"Đội viên {number}", unit=organiser.unit)
        team = make_team(member, name=f"Đội {number}")
        make_idea(team, needs=[skill])
        teams.append(team)
        mentors.append(make_mentor(make_person(f"Cố vấn {number}", age=40), skills=[skill]))
    learn_anew()
    return teams, mentors


@pytest.fixture
def cohort(cast, organiser):
    teams, mentors = cast
    made = actions.make(organiser.unit, **WORDS, dial=Dial.FAIR, by=organiser)
    fill(made, teams, mentors, by=organiser)
    return made


def fill(cohort, teams, mentors, *, by):
    keys, seats = [team.id for team in teams], [one.id for one in mentors]
    actions.choose_teams(cohort, shown=keys, chosen=keys, by=by)
    actions.choose_mentors(cohort, shown=seats, chosen=seats, by=by)


def pairs(cohort, by):
    """{(team, profile)} as they are proposed."""
    return {(one.team, one.profile) for one in actions.propose(cohort, by=by).pairs}
