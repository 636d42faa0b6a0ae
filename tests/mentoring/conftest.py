import pytest

from mentorhub.mentoring import actions
from mentorhub.platform.db import db
from tests.browser import Browser
from tests.factories import make_idea, make_mentor, make_person, make_team
from tests.mentoring.words import NEED, WHEN


class Keeping(Browser):
    """What the test has made is there for good before each request, even one that is refused."""

    def sign_in(self, person):
        super().sign_in(person)
        db.session.commit()
        return self

    def get(self, url, **more):
        db.session.commit()
        return super().get(url, **more)

    def post(self, url, token=None, **answers):
        db.session.commit()
        return super().post(url, token, **answers)


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
