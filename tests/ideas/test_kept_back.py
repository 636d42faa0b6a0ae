"""Of an idea that is kept back strangers read title, field and unit, whatever becomes of it."""

import re

import pytest

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.ideas import actions
from mentorhub.ideas.models import PUBLIC_STATES, IdeaState, Visibility
from mentorhub.platform.db import db
from tests.factories import agree, make_idea, make_officer, make_person

MERGED = {"verdict": "merge", "reason": "Hai ý tưởng cùng một việc."}
PAUSED = "Tạm dừng"


@pytest.fixture
def idea(app):
    return make_idea(visibility=Visibility.CONFIDENTIAL)


def main_of(browser, idea):
    reply = browser.get(f"/ideas/{idea.id}")
    assert reply.status_code == 200
    found = re.search(r"<main.*</main>", reply.text, re.DOTALL)[0]
    return re.sub(r'(nonce|value)="[^"]*"', "", found)


@pytest.mark.parametrize("signed_in", [False, True])
def test_strangers_cannot_tell_one_public_state_from_another(browser, idea, signed_in):
    if signed_in:
        browser.sign_in(make_person())
    shown = set()
    for state in PUBLIC_STATES:
        idea.state = state
        db.session.commit()
        shown.add(main_of(browser, idea))
    assert len(shown) == 1


def test_strangers_find_nothing_of_it_in_any_other_state(browser, idea):
    for state in set(IdeaState) - set(PUBLIC_STATES):
        idea.state = state
        db.session.commit()
        assert browser.get(f"/ideas/{idea.id}").status_code == 404


def test_whoever_reads_it_all_is_told_that_it_is_paused(browser, idea):
    idea.state = IdeaState.PAUSED
    for person in (idea.author, make_officer(unit=idea.unit)):
        browser.sign_in(person)
        assert PAUSED in main_of(browser, idea)


def test_merged_into_a_public_one_its_author_is_not_named_to_everybody(browser, idea):
    author = idea.author
    author.details.name = "Lê Viết Kín"
    agree(author, Purpose.PUBLICATION)
    into = make_idea(title="Bản đồ độ mặn", unit=idea.unit)
    actions.decide(idea, **MERGED, twin=into.id, by=make_officer(unit=idea.unit))
    assert "Viết Kín" not in main_of(browser, into)
    idea.visibility = Visibility.PUBLIC
    db.session.commit()
    assert "Viết Kín" in main_of(browser, into)


def test_nobody_inside_is_told_that_everybody_reads_it(browser, idea):
    """Neither above a comment, nor above news, nor when use is reported."""
    browser.sign_in(idea.author)
    assert "Mọi người đều đọc" not in browser.get(f"/ideas/{idea.id}").text
    use = {"unit": "an biên", "since": "2026-01-02", "people": "60", "evidence": "Sổ ấp."}
    browser.post(f"/ideas/{idea.id}/use", **use)
    page = browser.get(f"/ideas/{idea.id}").text
    assert "đã ghi nơi ý tưởng này đang dùng" in page
    assert "ai cũng biết" not in page
    assert "Ai được đọc ý tưởng này thì đọc được, và đội" in page
    open_to_all = make_idea(author=idea.author)
    assert "Mọi người đều đọc được và đội" in browser.get(f"/ideas/{open_to_all.id}").text
