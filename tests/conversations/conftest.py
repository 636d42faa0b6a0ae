import pytest

from mentorhub.conversations.actions import thread_for
from mentorhub.mentoring.models import MentorRequest, Mentorship, RequestState
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_grant, make_mentor, make_minor, make_person, make_team, make_unit


class Work:
    """A team with a minor, its mentor, and the officer who sits with them."""

    def __init__(self):
        unit = make_unit("Xã Vĩnh Tế")
        self.owner = make_person("Chủ Nhiệm Đội", unit=unit)
        self.child = make_minor("Trần Thị Sao Mai", unit=unit)
        self.guard = make_person("Cán Bộ An Toàn", age=40, unit=unit)
        make_grant(self.guard, Role.SAFEGUARDING_OFFICER, unit)
        self.team = make_team(self.owner, self.child)
        self.profile = make_mentor(make_person("Người Cố Vấn", age=45))
        self.mentor = self.profile.person
        self.mentorship = tie(self.team, self.profile)
        self.thread = thread_for("Mentorship", self.mentorship.id, unit)
        db.session.commit()
        self.url = f"/threads/{self.thread.id}"


def tie(team, profile):
    request = MentorRequest(
        team=team,
        profile=profile,
        need="Cần người chỉ đường",
        asked_by=team.members[0].person,
        expires_at=now(),
        state=RequestState.ACCEPTED,
    )
    mentorship = Mentorship(team=team, profile=profile, request=request)
    db.session.add_all([mentorship, Tie(team=team, person=profile.person, kind=TieKind.MENTOR)])
    db.session.flush()
    return mentorship


def enter(browser, person):
    """Signed in for good: a request that is refused rolls back what was not kept yet."""
    browser.sign_in(person)
    db.session.commit()
    return browser


@pytest.fixture
def work(app):
    return Work()
