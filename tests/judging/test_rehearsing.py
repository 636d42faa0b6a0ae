"""The page on which organisers play their rules through before anybody enters."""

import pytest
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.judging import actions
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import make_contest, make_person

pytestmark = pytest.mark.usefixtures("in_english")


def test_the_page_plays_the_rules_of_the_contest_and_stores_nothing(contest, office):
    before = db.session.scalar(select(func.count()).select_from(Activity))
    page = office.get(f"/contests/{contest.id}/judging/rehearsal?entries=8&jurors=4")
    assert page.status_code == 200
    for words in ("sheets for each juror", "the best entry is first", 'value="8"', 'value="4"'):
        assert words in page.text, words
    assert db.session.scalar(select(func.count()).select_from(Activity)) == before


@pytest.mark.parametrize("typed", ["entries=0", "entries=99999999&jurors=-5", "jurors=x"])
def test_numbers_nobody_could_mean_become_the_nearest_that_make_sense(contest, typed, office):
    contest.rubric = contest.rubric[:1]
    db.session.flush()
    assert office.get(f"/contests/{contest.id}/judging/rehearsal?{typed}").status_code == 200


def test_a_contest_without_criteria_says_what_is_missing(contest, office):
    contest.rubric = []
    db.session.flush()
    with pytest.raises(Refused, match="criteria first"):
        actions.rehearsal(contest, entries=None, jurors=None)
    page = office.get(f"/contests/{contest.id}/judging/rehearsal")
    assert "Write the criteria first" in page.text


def test_only_its_organisers_rehearse_it(contest, browser):
    for person in (make_person(), make_contest().organisers[0].person):
        page = browser.sign_in(person).get(f"/contests/{contest.id}/judging/rehearsal")
        assert page.status_code in (403, 404)
