"""A contest of two organisers that has closed, a code, and teams that were kept from it."""

from datetime import timedelta

import pytest

from mentorhub.contests.models import Organiser
from mentorhub.latecomers import actions
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.i18n import in_language
from tests.factories import make_contest, make_person, make_team

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


class Cast:
    def __init__(self, uses=1):
        self.first, self.second = (make_person("Phạm Tổ Chức", age=35) for _ in range(2))
        window = {"opens_at": now() - 9 * DAY, "closes_at": now() - DAY}
        self.contest = make_contest(self.first, readers=1, **window)
        self.contest.organisers.append(Organiser(person=self.second))
        self.until = now() + DAY
        self.writer = make_person()
        self.team = make_team(self.writer)
        db.session.flush()
        self.code = self.asked(uses)

    def asked(self, uses=1, until=None):
        words = {"label": "Xã Mỹ Lương", "reason": "Xã bị lũ cô lập"}
        until = until or self.until
        return actions.ask(self.contest, uses=uses, until=until, **words, by=self.first)

    def agreed(self):
        assert actions.agree(self.code, by=self.second)
        db.session.flush()
        return self

    def come_in(self, team=None, code=None):
        team = team or self.team
        by, typed = team.owner, code or self.code.code
        return actions.redeem(self.contest, code=typed, team=team, people=[by.id], by=by)


@pytest.fixture
def cast(app):
    return Cast()
