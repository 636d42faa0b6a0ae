"""Figures before and now, told with where an idea is in use."""

import pytest
from sqlalchemy import select

from mentorhub.ideas.models import Adoption, Visibility
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person

TOLD = {
    "evidence": "Sổ ấp.",
    "unit": "Xã An Biên",
    "since": "2026-01-02",
    "people": "120",
    "changed-0-label": "Lúa chết vì mặn",
    "changed-0-before": "1.200,5",
    "changed-0-after": "3",
    "changed-0-unit": "công",
}


@pytest.fixture
def idea():
    return make_idea()


def told(browser, idea, **more):
    return browser.post(f"/ideas/{idea.id}/use", **{**TOLD, **more})


def stored():
    return db.session.scalars(select(Adoption)).one().changes


@pytest.mark.parametrize("who", ["author", "officer"])
def test_they_stand_on_the_page_as_two_bars(browser, idea, who):
    browser.sign_in(idea.author if who == "author" else make_officer(unit=idea.unit))
    assert told(browser, idea).status_code == 302
    assert stored() == [
        {"label": "Lúa chết vì mặn", "before": "1200.5", "after": "3", "unit": "công"}
    ]
    browser.sign_out()
    page = browser.get(f"/ideas/{idea.id}").text
    assert "Lúa chết vì mặn" in page
    assert "1.200,5 công" in page
    assert page.count("<progress") == 2


def test_told_again_without_figures_the_earlier_ones_stay(browser, idea):
    browser.sign_in(idea.author)
    told(browser, idea)
    blank = {name: "" for name in TOLD if name.startswith("changed")}
    assert told(browser, idea, people="200", **blank).status_code == 302
    assert len(stored()) == 1
    assert told(browser, idea, **{"changed-0-before": "9"}).status_code == 302
    assert stored()[0]["before"] == "9"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"changed-0-before": "nhiều"}, "Ghi một con số"),
        ({"changed-0-label": ""}, "Ghi rõ hai con số"),
        ({"changed-0-after": ""}, "Cần cả hai con số"),
        ({"changed-0-label": "x" * 81}, "80"),
        ({"changed-1-before": "3"}, "Ghi rõ hai con số"),
    ],
)
def test_half_of_it_comes_back_with_its_words(browser, idea, wrong, said):
    browser.sign_in(idea.author)
    reply = told(browser, idea, **wrong)
    assert reply.status_code == 422
    assert said in reply.text
    assert 'value="công"' in reply.text
    assert db.session.scalars(select(Adoption)).all() == []


def test_of_a_confidential_idea_they_stay_inside(browser):
    idea = make_idea(visibility=Visibility.CONFIDENTIAL)
    browser.sign_in(idea.author)
    told(browser, idea)
    browser.sign_in(make_person())
    assert "Lúa chết" not in browser.get(f"/ideas/{idea.id}").text
