"""A jury of one who marks on paper, two secretaries, an organiser, and a printed sheet."""

from datetime import timedelta
from decimal import Decimal

import pytest

from mentorhub.contests.models import Secretary
from mentorhub.judging import queries as judging
from mentorhub.judging.domain.scoring import Given
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.i18n import in_language
from mentorhub.transcripts import actions
from mentorhub.transcripts.domain import Typed
from tests.browser import CommittingBrowser
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team


@pytest.fixture
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


def make_secretary(contest, person=None):
    person = person or make_person("Thư Ký Mới", age=33)
    by = contest.organisers[0].person
    row = Secretary(contest=contest, person=person, label="x", asked_by_id=by.id, accepted_at=now())
    db.session.add(row)
    db.session.flush()
    return person


class Hall:
    """Criteria out of 30 in halves and out of 10 in ones; the juror has written on paper only."""

    def __init__(self):
        self.contest = make_contest(
            opened_days_ago=9,
            days_left=-1,
            criteria=(30, 10),
            readers=1,
            scoring_opened_at=now() - timedelta(hours=1),
        )
        self.organiser = self.contest.organisers[0].person
        self.entry = make_entry(make_team(make_person("Lê Văn Bình")), self.contest)
        self.juror = make_juror(self.contest)
        self.card = make_card(self.juror, self.entry)
        self.first = make_secretary(self.contest, make_person("Đào Thư Ký", age=30))
        self.second = make_secretary(self.contest, make_person("Võ Thư Ký", age=31))
        self.paper = actions.print_sheets(self.juror, by=self.organiser)[0]

    def given(self, *points, notes=()):
        notes = [*notes, *[""] * len(points)]
        rubric = self.contest.rubric
        return {
            line.id: Given(None if value is None else Decimal(value), note)
            for line, value, note in zip(rubric, points, notes, strict=False)
        }

    def typed(self, *points, by=None, notes=(), feedback=""):
        by = by or self.first
        actions.start(self.paper, by=by)
        db.session.flush()
        typed = Typed(self.given(*points, notes=notes), feedback)
        actions.type_in(self.paper, typed=typed, version=self.paper.version, by=by)
        db.session.flush()
        return self

    def confirmed(self, *points, by=None):
        actions.confirm(self.paper, given=self.given(*points), by=by or self.second)
        db.session.flush()
        return self

    def held(self):
        return judging.card_to_mark(self.card.id)


@pytest.fixture
def hall(app):
    return Hall()


def as_(browser, person):
    browser.sign_out().speak("en").sign_in(person)
    db.session.commit()
    return browser


def listed(hall):
    return f"/contests/{hall.contest.id}/paper-sheets"
