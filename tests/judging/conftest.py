"""A contest whose entries are in, with a juror and a card: what most tests here start from."""

from datetime import timedelta

import pytest

from mentorhub.contests.domain.stages import Advance
from mentorhub.contests.models import Organiser
from mentorhub.judging import queries
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.browser import CommittingBrowser
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team
from tests.judging.two_stages import marked, stage


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def contest(app):
    """Entries closed yesterday; two criteria, out of 30 in halves and out of 10 in ones."""
    return make_contest(opened_days_ago=9, days_left=-1, criteria=(30, 10), readers=1)


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


@pytest.fixture
def organisers(app):
    return [make_person("Phạm Tổ Chức", age=35), make_person("Lữ Thứ Hai", age=40)]


@pytest.fixture
def twice(organisers):
    """Four entries sent; the best two go on to a final, with 40 per cent of their points."""
    contest = make_contest(organisers[0], opened_days_ago=9, days_left=-1, readers=1)
    contest.organisers.append(Organiser(person=organisers[1]))
    first = stage("Sơ khảo", 1, advance=Advance.BEST, best=2, carried=40)
    contest.stages += [first, stage("Chung khảo", 2)]
    db.session.flush()
    return contest


@pytest.fixture
def four(twice):
    return [make_entry(make_team(name=f"Đội {n}"), twice, title=f"Bài {n}") for n in range(4)]


@pytest.fixture
def only_juror(twice):
    return make_juror(twice)


@pytest.fixture
def closed(twice, four, only_juror):
    """The first stage is over; totals 30, 50, 20, 40."""
    marked(only_juror, four, [20, 10], [30, 20], [10, 10], [25, 15])
    twice.scoring_opened_at = twice.scoring_closed_at = now()
    db.session.flush()
    return twice


@pytest.fixture
def desk(browser, juror):
    return browser.sign_in(juror.person)


@pytest.fixture
def office(browser, contest):
    return browser.sign_in(contest.organisers[0].person)


@pytest.fixture
def jury(contest):
    return [make_juror(contest, make_person(f"Giám Khảo {n}")) for n in range(4)]


@pytest.fixture
def entries(contest):
    return [make_entry(make_team(name=f"Đội {n}"), contest, title=f"Bài {n}") for n in range(6)]
