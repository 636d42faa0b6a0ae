"""Ideas that are there already, shown while a title is typed."""

import json
from pathlib import Path

import pytest

from mentorhub.accounts.models import Person
from mentorhub.commands.demo.content import DATA
from mentorhub.ideas import actions, queries
from mentorhub.ideas.domain.alike import ALIKE, asked, likeness, most_alike
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.platform.clock import now
from tests.factories import make_idea, make_person

ROWS = Path(__file__).parents[1] / "data" / "alike_titles.jsonl"


def measured(rows, ideas):
    """Precision and recall of the three hints a writer sees."""
    shown = right = found = wanted = 0
    for row in rows:
        near = {key: most_alike(row["typed"], titles) for key, titles in ideas.items()}
        hints = sorted((key for key in near if near[key] >= ALIKE), key=near.get)[-3:]
        shown, right = shown + len(hints), right + hints.count(row["like"])
        wanted, found = wanted + bool(row["like"]), found + (row["like"] in hints)
    return right / shown, found / wanted


def test_hints_are_right_on_lines_they_were_not_set_on():
    ideas = {
        one["id"]: list(one["title"].values()) for one in json.loads(DATA.read_text())["ideas"]
    }
    rows = [json.loads(line) for line in ROWS.read_text().splitlines()]
    precision, recall = measured(rows[1::2], ideas)
    assert precision >= 0.95
    assert recall >= 0.9


@pytest.mark.parametrize("typed", ["", "b", "của các", "ý tưởng của tôi là", "???", "nấm"])
def test_too_little_asks_for_nothing(typed):
    single, _pairs = asked(typed)
    assert len(single) != 1
    assert queries.alike("") == []


def test_likeness_is_symmetric_and_whole_for_the_same_words():
    one, other = "Bản đồ độ mặn", "Đo độ mặn bằng bút"
    assert likeness(one, one) == pytest.approx(1)
    assert likeness(one, "ban do do man") == pytest.approx(1)
    assert likeness(one, other) == likeness(other, one)
    assert 0 < likeness(one, other) < 1


def test_the_bank_answers_while_one_types_but_never_with_what_is_not_public(browser):
    shown = make_idea(
        title="Nhật ký nuôi ếch bằng giọng nói", titles={"en": "Voice diary for frogs"}
    )
    for state in (IdeaState.DRAFT, IdeaState.SENT, IdeaState.NOT_TAKEN_UP):
        actions.index(make_idea(title="Nhật ký nuôi ếch bí mật", state=state))
    kept_back = make_idea(title="Nhật ký nuôi ếch điện tử", visibility=Visibility.CONFIDENTIAL)
    for one in (shown, kept_back):
        actions.index(one)
    browser.sign_in(make_person())
    reply = browser.post("/ideas/alike", title="nhat ky nuoi ech")
    assert f"/ideas/{shown.id}#join" in reply.text
    assert "bí mật" not in reply.text
    assert "điện tử" in reply.text  # a title is public
    assert "<html" not in reply.text
    assert browser.post("/ideas/alike", title="xe đạp nước mini").text.strip() == ""


def test_joining_is_offered_only_where_one_can_ask_for_it(browser):
    writer = make_person()
    paper = make_idea(title="Nhật ký nuôi ếch trên giấy")
    paper.team, paper.author = None, Person(closed_at=now())  # typed for somebody, not yet claimed
    kept_back = make_idea(title="Nhật ký nuôi ếch điện tử", visibility=Visibility.CONFIDENTIAL)
    own = make_idea(author=writer, title="Nhật ký nuôi ếch của tôi")
    for one in (paper, kept_back, own):
        actions.index(one)
    browser.sign_in(writer)
    shown = browser.post("/ideas/alike", title="Nhật ký nuôi ếch").text
    for one in (paper, kept_back, own):
        assert f'href="/ideas/{one.id}"' in shown
        assert 'id="join"' not in browser.get(f"/ideas/{one.id}").text
    assert "#join" not in shown
    draft = make_idea(author=writer, title="Bút đo độ mặn", state=IdeaState.DRAFT)
    other = make_idea(title="Bút đo độ mặn ở chi đoàn")
    actions.index(other)
    for step in ("", "/2"):
        page = browser.get(f"/ideas/{draft.id}/edit{step}").text
        assert f'href="/ideas/{other.id}#join"' in page
        assert page.count("#join") == 1
    assert 'id="join"' in browser.get(f"/ideas/{other.id}").text


def test_strangers_are_sent_to_sign_in(browser):
    assert browser.post("/ideas/alike", title="nuôi ếch").status_code in (302, 401)
