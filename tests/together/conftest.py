import pytest

from mentorhub.platform.db import db
from mentorhub.platform.i18n import in_language
from tests.browser import CommittingBrowser
from tests.conversations.conftest import Work, tie
from tests.factories import make_mentor, make_person, make_team


class Keeping(CommittingBrowser):
    """A sign-in is there for good as well, even before a request that is refused."""

    def sign_in(self, person):
        super().sign_in(person)
        db.session.commit()
        return self


class Adults:
    """A team of two grown-ups and their mentor."""

    def __init__(self):
        self.owner, self.mate = make_person("Chủ Nhiệm Đội"), make_person("Bạn Cùng Đội")
        self.team = make_team(self.owner, self.mate)
        self.profile = make_mentor(make_person("Người Cố Vấn", age=45))
        self.mentor = self.profile.person
        self.mentorship = tie(self.team, self.profile)
        db.session.commit()
        self.url = f"/mentorships/{self.mentorship.id}"


@pytest.fixture
def browser(app):
    return Keeping(app)


@pytest.fixture(autouse=True)
def english(app):
    """Refusals are told in the words of the code."""
    with in_language("en"):
        yield


@pytest.fixture
def pair(app):
    return Adults()


@pytest.fixture
def young(app):
    """With somebody under 18, and the officer who sits with them."""
    found = Work()
    found.url = f"/mentorships/{found.mentorship.id}"
    return found
