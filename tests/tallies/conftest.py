"""Two jurors with two sheets each, two organisers who judge nothing, and files they bring in."""

from datetime import timedelta

import pytest

from mentorhub.contests.models import Organiser
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.tallies.queries import codes_in
from tests.browser import CommittingBrowser
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person, make_team


@pytest.fixture
def browser(app):
    return CommittingBrowser(app).speak("en")


@pytest.fixture
def organisers(app):
    return [make_person("Phạm Tổ Chức", age=35), make_person("Lữ Thứ Hai", age=40)]


@pytest.fixture
def contest(organisers):
    """Scoring is open; one criterion out of 30 in halves, one out of 10 in ones."""
    contest = make_contest(organisers[0], opened_days_ago=9, days_left=-1, criteria=(30, 10))
    contest.organisers.append(Organiser(person=organisers[1]))
    contest.scoring_opened_at = now() - timedelta(hours=1)
    db.session.flush()
    return contest


@pytest.fixture
def entries(contest):
    return [make_entry(make_team(name=f"Đội {n}"), contest, title=f"=Bài {n}") for n in (1, 2)]


@pytest.fixture
def jury(contest):
    return [make_juror(contest, make_person(f"Giám Khảo {n}", age=50)) for n in (1, 2)]


@pytest.fixture
def cards(jury, entries):
    """In the order of the jury, each with both entries."""
    return [make_card(juror, entry) for juror in jury for entry in entries]


@pytest.fixture
def rows(contest, cards):
    """What fills in every sheet; the first has 20.5 and 7."""
    codes = codes_in(contest)
    points = [("20,5", 7), (12, 0), ("30.0", "10"), (0, 0)]
    return [
        [card.entry.code, card.entry.title, codes[card.juror_id], *given, "Khá lắm", ""]
        for card, given in zip(cards, points, strict=True)
    ]
