import pytest

from mentorhub.mentoring import actions
from mentorhub.organisations.models import Role
from mentorhub.platform.db import db
from tests.browser import CommittingBrowser
from tests.factories import (
    make_grant,
    make_idea,
    make_mentor,
    make_person,
    make_province,
    make_team,
)
from tests.mentoring.words import NEED, WHEN


class Keeping(CommittingBrowser):
    """A sign-in is there for good as well, even before a request that is refused."""

    def sign_in(self, person):
        super().sign_in(person)
        db.session.commit()
        return self


@pytest.fixture
def browser(app):
    return Keeping(app)


@pytest.fixture
def asked(app):
    team = make_team(make_person("Tô Kim Thoa"))
    make_idea(team, needs=["gis-mapping"])
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["gis-mapping"])
    person = team.members[0].person
    return actions.ask(team, mentor, need=NEED, first_meeting=WHEN, by=person)


@pytest.fixture
def province(app):
    person = make_person("Lữ Hoài An", age=34, unit=make_province())
    make_grant(person, Role.ORGANISER, unit=person.unit)
    return person
