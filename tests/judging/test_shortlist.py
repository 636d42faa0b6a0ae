"""A stage from which the best go on, and whoever might as well be among them, by rule alone."""

import re

import pytest
from sqlalchemy import select

from mentorhub.contests.domain.stages import Advance
from mentorhub.judging import actions
from mentorhub.judging.models import StageResult
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Stale
from tests.factories import make_card, make_entry, make_juror, make_person, make_team
from tests.judging.two_stages import DONE, go_on

SHIFTS = ((3, -2, 0, 1), (-2, 3, 1, -1), (0, 1, -3, 2))  # how far single jurors differ


@pytest.fixture
def closed(twice):
    """Ten entries, four jurors each: the first four near to each other, the others far below."""
    twice.stages[0].advance = Advance.SHORTLIST
    jurors = [make_juror(twice, make_person(f"Giám Khảo {n}")) for n in range(4)]
    for n, level in enumerate((25, 24, 24, 23, 12, 11, 10, 6, 5, 4)):
        entry = make_entry(make_team(name=f"Đội {n}"), twice, title=f"Bài {n}")
        for juror, shift in zip(jurors, SHIFTS[n % 3], strict=True):
            make_card(juror, entry, [level + shift, 5], **DONE)
    twice.scoring_opened_at = twice.scoring_closed_at = now()
    db.session.flush()
    return twice


def test_who_might_as_well_be_among_the_best_goes_on_too(closed):
    found = actions.crossing(closed)
    order = [one.entry for one in found.places]
    assert found.stage.best == 2
    assert set(order[:2]) < found.goes_on <= set(order[:4])
    assert found.goes_on == actions.watch(closed).shortlist
    beyond = found.goes_on - set(order[:2])
    assert all(found.ranges[entry].best <= 2 for entry in beyond)
    assert all(found.ranges[one].best > 2 for one in order if one not in found.goes_on)


def test_the_list_is_the_same_each_time_and_the_second_organiser_agrees_to_it(closed, organisers):
    first, second = actions.crossing(closed), actions.crossing(closed)
    assert (first.goes_on, first.digest) == (second.goes_on, second.digest)
    go_on(closed, *organisers)
    kept = db.session.scalars(select(StageResult).where(StageResult.goes_on))
    assert {one.entry_id for one in kept} == first.goes_on


def test_both_organisers_read_the_same_list(browser, closed, organisers):
    url = f"/contests/{closed.id}/judging/stages"
    pages = [browser.sign_in(one).speak("en").get(url).text for one in organisers]
    lists = [re.findall(r"(Goes on|Stays here|between places \d+ and \d+)<", p) for p in pages]
    assert lists[0] == lists[1]
    assert lists[0].count("Goes on") > 2
    assert "nobody is added or left out by hand" in pages[0]


def test_a_list_that_has_changed_since_is_agreed_to_by_nobody(closed, organisers):
    asked = actions.propose_to_go_on(
        closed, digest=actions.crossing(closed).digest, by=organisers[0]
    )
    db.session.flush()
    closed.stages[0].best = 9
    db.session.flush()
    with pytest.raises(Stale):
        actions.agree_to_go_on(closed, seen=asked.mark, by=organisers[1])


def test_with_too_few_sheets_to_tell_the_best_and_their_equals_go_on(twice, four, only_juror):
    twice.stages[0].advance = Advance.SHORTLIST
    for entry, points in zip(four, (20, 25, 20, 10), strict=True):
        make_card(only_juror, entry, [points, 5], **DONE)
    twice.scoring_opened_at = twice.scoring_closed_at = now()
    db.session.flush()
    found = actions.crossing(twice)
    assert found.goes_on == {four[0].id, four[1].id, four[2].id}
    assert not found.ranges
