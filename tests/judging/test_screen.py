"""The screen of a final: the order as drawn, the minutes of the rules, for who runs the contest."""

import re

import pytest

from mentorhub.contests.domain.draw import order
from mentorhub.contests.models import Draw
from mentorhub.platform.db import db
from tests.factories import make_contest, make_entry, make_juror, make_person, make_team
from tests.judging.two_stages import stage

SEED = "0011223344556677"


@pytest.fixture
def final(app):
    contest = make_contest(opened_days_ago=20, days_left=-5, is_blind=False)
    rule = {"is_drawn": True, "pitch_minutes": 8, "question_minutes": 10}
    contest.stages.append(stage("Chung khảo", 1, **rule))
    for number in range(3):
        team = make_team(make_person(), name=f"Đội {number}")
        make_entry(team, contest, title=f"Bài {number}")
    db.session.flush()
    return contest


def drawn(contest):
    (only,) = contest.judged_stages
    codes = order(["AG-01", "AG-02", "AG-03"], SEED)
    by = contest.organisers[0].person_id
    db.session.add(Draw(contest_id=contest.id, stage=only, seed=SEED, codes=codes, by_id=by))
    db.session.commit()
    return codes


def address(contest):
    return f"/contests/{contest.id}/draws/{contest.judged_stages[0].id}/screen"


def test_it_shows_the_order_as_it_was_drawn_and_the_minutes_of_the_rules(browser, final):
    codes = drawn(final)
    page = browser.sign_in(final.organisers[0].person).get(address(final))
    assert page.status_code == 200
    assert re.findall(r'data-code="([^"]+)"', page.text) == codes
    assert re.findall(r'data-minutes="(\d+)"', page.text) == ["8", "10"]
    assert 'data-team="Đội 0"' in page.text
    assert 'href="/safety/new"' in page.text
    assert "/screen" in browser.get(f"/contests/{final.id}/draws").text


def test_where_the_jury_reads_without_names_the_screen_has_none(browser, final):
    drawn(final)
    final.is_blind = True
    db.session.commit()
    page = browser.sign_in(final.organisers[0].person).get(address(final))
    assert "Đội 0" not in page.text
    assert "Bài 0" in page.text


def test_before_the_lot_there_is_no_screen(browser, final):
    db.session.commit()
    reply = browser.sign_in(final.organisers[0].person).get(address(final))
    assert reply.status_code == 404


def test_jurors_teams_and_strangers_have_no_screen(browser, final):
    drawn(final)
    juror, member = make_juror(final).person, make_person()
    db.session.commit()
    for person in (juror, member):
        assert browser.sign_out().sign_in(person).get(address(final)).status_code == 404
    assert "/sign-in" in browser.sign_out().get(address(final)).location
