"""A contest whose entries are in, with a juror and a card: what most tests here start from."""

from datetime import timedelta

import pytest
from flask import g

from mentorhub.judging import queries
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.browser import Browser
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_team,
)


class CommittingBrowser(Browser):
    """What a test has made is kept before each request, so that a refusal undoes only its own."""

    def get(self, url, **more):
        db.session.commit()
        return super().get(url, **more)

    def post(self, url, token=None, **answers):
        db.session.commit()
        return super().post(url, token, **answers)

    def post_quietly(self, url, **answers):
        """As the script of a page does: the reply is JSON."""
        token = self.token()
        db.session.commit()
        g.pop("_login_user", None)
        headers = {"Accept": "application/json"}
        return self.client.post(url, data={"csrf_token": token, **answers}, headers=headers)


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def contest(app):
    """Entries closed yesterday; two criteria, out of 30 in halves and out of 10 in ones."""
    return make_contest(opened_days_ago=9, days_left=-1, criteria=(30, 10))


@pytest.fixture
def scoring(contest):
    contest.scoring_opened_at = now() - timedelta(hours=1)
    return contest


@pytest.fixture
def entry(contest):
    return make_entry(make_team(make_person("Lê Văn Bình")), contest)


@pytest.fixture
def juror(contest):
    return make_juror(contest)


@pytest.fixture
def card(scoring, juror, entry):
    return make_card(juror, entry)


@pytest.fixture
def held(card):
    """The card as a save receives it."""
    return queries.card_to_mark(card.id)
