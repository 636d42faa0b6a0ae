"""A contest run by two, and an entry of a team that is none of theirs."""

import pytest

from mentorhub.contests.models import Organiser
from mentorhub.platform.db import db
from mentorhub.platform.i18n import in_language
from tests.entries.test_views import draft
from tests.factories import make_contest, make_person, make_team


@pytest.fixture
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


class Cast:
    def __init__(self, **contest):
        self.first, self.second = (make_person("Phạm Tổ Chức", age=35) for _ in range(2))
        self.contest = make_contest(self.first, **contest)
        self.contest.organisers.append(Organiser(person=self.second))
        self.writer = make_person()
        self.entry = draft(make_team(self.writer), contest=self.contest)
        db.session.flush()


@pytest.fixture
def cast(app):
    return Cast()
