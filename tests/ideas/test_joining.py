"""Joining an idea instead of a copy of it: asked, welcomed, declined, and by nobody else."""

import pytest
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.ideas.models import IdeaState, JoinRequest, JoinState, Visibility
from mentorhub.ideas.notices import AUDIENCES
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import LARGEST
from tests.factories import make_idea, make_minor, make_person, make_team


@pytest.fixture
def leader():
    return make_person("Võ Thị Lành")


@pytest.fixture
def idea(leader):
    return make_idea(team=make_team(leader), title="Bút đo mặn")


def ask(browser, idea, person, words="Em đo được mỗi sáng."):
    browser.sign_in(person)
    return browser.post(f"/ideas/{idea.id}/joining", words=words)


def only_request():
    db.session.expire_all()
    return db.session.scalars(select(JoinRequest)).one()


def heard(verb):
    activity = db.session.scalars(select(Activity).where(Activity.verb == verb)).one()
    return [person.id for person in AUDIENCES[verb](activity)]


def test_somebody_asks_and_is_welcomed_into_the_team(browser, idea, leader):
    guest = make_person("Trần Văn Thuận")
    assert ask(browser, idea, guest).status_code == 302
    assert heard("idea.join_asked") == [leader.id]
    browser.sign_in(leader)
    assert "1 người muốn cùng làm" in browser.get(f"/ideas/{idea.id}").text
    page = browser.get(f"/ideas/{idea.id}/joining").text
    assert "Trần Văn Thuận" in page
    assert "Em đo được mỗi sáng." in page
    key = only_request().id
    for _ in "twice":
        assert browser.post(f"/joining/{key}/welcome").status_code == 302
    assert idea.team.includes(guest)
    assert len(idea.team.members) == 2
    assert heard("idea.join_welcomed") == [guest.id]


def test_the_second_press_asks_once(browser, idea):
    guest = make_person()
    for _ in "twice":
        assert ask(browser, idea, guest).status_code == 302
    assert db.session.scalar(select(func.count()).select_from(JoinRequest)) == 1


def test_a_no_is_heard_and_holds_for_a_month(browser, idea, leader):
    guest = make_person()
    ask(browser, idea, guest)
    browser.sign_in(leader)
    browser.post(f"/joining/{only_request().id}/decline")
    assert heard("idea.join_declined") == [guest.id]
    reply = ask(browser, idea, guest, words="Cho em làm với")
    assert reply.status_code == 409
    assert "Sau một tháng" in reply.text
    assert "Cho em làm với" in reply.text  # what was typed is kept
    assert only_request().state is JoinState.DECLINED


def test_a_question_is_taken_back_and_then_cannot_be_answered(browser, idea, leader):
    guest = make_person()
    ask(browser, idea, guest)
    key = only_request().id
    assert browser.post(f"/joining/{key}/end").status_code == 302
    browser.sign_in(leader)
    reply = browser.post(f"/joining/{key}/welcome")
    assert reply.status_code == 409
    assert "đã được trả lời" in reply.text
    assert not idea.team.includes(guest)


def test_nobody_else_answers_or_reads_who_asks(browser, leader):
    guest, mate, stranger = make_person("Thuận"), make_person("Mai"), make_person("Lạ")
    idea = make_idea(team=make_team(leader, mate))
    ask(browser, idea, guest)
    key = only_request().id
    for person in (mate, stranger, guest):
        browser.sign_in(person)
        assert browser.get(f"/ideas/{idea.id}/joining").status_code == 404
        assert browser.post(f"/joining/{key}/welcome").status_code == 404
    for person in (mate, stranger):
        browser.sign_in(person)
        assert browser.post(f"/joining/{key}/end").status_code == 404
    assert only_request().state is JoinState.ASKED


def test_what_cannot_be_joined(browser, idea, leader):
    draft = make_idea(state=IdeaState.DRAFT)
    hidden = make_idea(visibility=Visibility.CONFIDENTIAL)
    browser.sign_in(make_person())
    for other in (draft, hidden):
        assert browser.post(f"/ideas/{other.id}/joining").status_code == 404
    browser.sign_in(leader)
    assert browser.post(f"/ideas/{idea.id}/joining").status_code == 404  # one's own


def test_without_a_team_one_is_founded_first(browser):
    author, guest = make_person(), make_person()
    idea = make_idea(author=author)
    idea.team = None
    ask(browser, idea, guest)
    browser.sign_in(author)
    assert "chưa có đội" in browser.get(f"/ideas/{idea.id}/joining").text
    key = only_request().id
    assert "Hãy lập đội" in browser.post(f"/joining/{key}/welcome").text
    assert only_request().state is JoinState.ASKED
    idea.team = make_team(author)
    assert browser.post(f"/joining/{key}/welcome").status_code == 302
    assert idea.team.includes(guest)


def test_nobody_asks_where_nobody_can_answer(browser):
    author = make_person()
    idea = make_idea(author=author)
    idea.team, author.closed_at = None, now()
    browser.sign_in(make_person())
    assert 'id="join"' not in browser.get(f"/ideas/{idea.id}").text
    assert browser.post(f"/ideas/{idea.id}/joining").status_code == 404
    browser.sign_out()
    assert 'id="join"' not in browser.get(f"/ideas/{idea.id}").text


def test_a_full_team_says_so_and_the_question_stays(browser, leader):
    idea = make_idea(team=make_team(leader, *(make_person() for _ in range(LARGEST - 1))))
    ask(browser, idea, make_person())
    browser.sign_in(leader)
    reply = browser.post(f"/joining/{only_request().id}/welcome")
    assert "đủ" in reply.text
    assert only_request().state is JoinState.ASKED


def test_five_questions_at_most_wait_at_once(browser, leader):
    guest = make_person()
    ideas = [make_idea(team=make_team(leader)) for _ in range(6)]
    assert [ask(browser, one, guest).status_code for one in ideas] == [302] * 5 + [409]


def test_of_a_minor_only_the_given_name_is_shown_before_the_team_says_yes(browser, idea, leader):
    ask(browser, idea, make_minor("Nguyễn Hoài Nhỏ"))
    browser.sign_in(leader)
    page = browser.get(f"/ideas/{idea.id}/joining").text
    assert "Nhỏ" in page
    assert "Nguyễn Hoài" not in page
