"""Later stages move with the deadline where that was asked for, and stay where it was not."""

from datetime import timedelta

import pytest

from mentorhub.contests import actions
from mentorhub.contests.models import Organiser, Stage, StageKind
from mentorhub.platform.db import Translated, db
from tests.contests.organisers import make_organiser
from tests.factories import make_contest


@pytest.fixture
def two(app):
    first, second = make_organiser(), make_organiser("Lê Đồng Hành")
    contest = make_contest(first, days_left=10)
    contest.organisers.append(Organiser(person=second))
    db.session.flush()
    return contest, first, second


@pytest.mark.parametrize("moves", [True, False])
def test_later_stages_move_by_as_many_days_where_that_was_asked_for(two, moves):
    contest, first, second = two
    day, to = contest.closes_at + timedelta(days=3), contest.closes_at + timedelta(days=2)
    window = {"opens_at": day, "closes_at": day + timedelta(days=4)}
    kind, name = StageKind.JUDGING, Translated(vi="Chấm", en="Judging")
    stage = Stage(position=1, kind=kind, name=name, **window)
    contest.stages.append(stage)
    db.session.flush()
    facts = {"closes_at": to, "reason": "Mưa lũ", "moves_stages": moves}
    asked = actions.propose_deadline(contest, **facts, by=first)
    assert stage.opens_at == day
    assert [part["rule"] for part in asked.parts] == ["window", "stages"][: 1 + moves]
    change = actions.agree_to_deadline(asked, by=second)
    later = timedelta(days=2 if moves else 0)
    assert (stage.opens_at, stage.closes_at) == (day + later, window["closes_at"] + later)
    assert change.parts == asked.parts


def test_the_page_offers_to_move_the_stages_and_names_their_days(browser, two):
    contest, first, _second = two
    browser.sign_in(first)
    page = f"/contests/{contest.id}/extension"
    assert "moves_stages" not in browser.get(page).text  # there is none
    day = contest.closes_at + timedelta(days=3)
    name = Translated(vi="Chấm sơ khảo")
    contest.stages.append(
        Stage(position=1, kind=StageKind.JUDGING, name=name, opens_at=day, closes_at=day)
    )
    db.session.commit()
    shown = browser.get(page).text
    assert 'name="moves_stages"' in shown
    assert "Chấm sơ khảo" in shown
