"""The page of the ideas one follows: what stands there, in what order, and how one lets go."""

import re

import pytest
from sqlalchemy import func, select

from mentorhub.ideas import actions
from mentorhub.ideas.models import Follow, IdeaState, Visibility
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person, make_team

PATH = "/ideas/followed"


@pytest.fixture
def reader(app):
    return make_person()


def number():
    return db.session.scalar(select(func.count()).select_from(Follow))


def test_without_any_it_invites(browser, reader):
    assert browser.get(PATH).status_code == 302
    page = browser.sign_in(reader).get(PATH).text
    assert "Bạn chưa theo dõi ý tưởng nào" in page
    assert 'href="/ideas"' in page


def test_it_is_reached_from_profile_idea_and_news(browser, reader):
    idea = make_idea()
    browser.sign_in(reader)
    assert f'href="{PATH}"' not in browser.get(f"/ideas/{idea.id}").text
    browser.post(f"/ideas/{idea.id}/following")
    for path in ("/me", f"/ideas/{idea.id}", "/notifications"):
        assert f'href="{PATH}"' in browser.get(path).text, path


def test_only_ones_own_stand_there_and_are_let_go(browser, reader):
    mine, other, stranger = make_idea(title="Của tôi"), make_idea(title="Của bạn"), make_person()
    actions.follow(mine, by=reader)
    actions.follow(other, by=stranger)
    page = browser.sign_in(reader).get(PATH).text
    assert "Của tôi" in page
    assert "Của bạn" not in page
    theirs = db.session.scalars(select(Follow.id).where(Follow.person_id == stranger.id)).one()
    assert browser.post(f"/follows/{theirs}/end").status_code == 404
    own = re.search(r'action="(/follows/[^"]+/end)"', page)[1]
    assert browser.post(own).location == PATH
    assert "Của tôi" not in browser.get(PATH).text
    assert browser.post(own).status_code == 404
    assert number() == 1


def test_it_goes_on_by_key_the_newest_first(browser, reader):
    team = make_team(make_person())
    for i in range(50):
        actions.follow(make_idea(team, title=f"Ý số {i:02d}."), by=reader)
    browser.sign_in(reader)
    path, seen, pages = PATH, [], 0
    while path:
        page = browser.get(path).text
        seen += re.findall(r"<a [^>]*>Ý số (\d\d)\.", page)
        more = re.search(r'href="([^"]+)" rel="next"', page)
        path, pages = more and more[1], pages + 1
    assert pages == 3
    assert seen == [f"{i:02d}" for i in reversed(range(50))]
    assert "Ý số" not in browser.get(f"{PATH}?after=nonsense").text


def test_nothing_is_told_of_what_is_not_public_any_more(browser, reader):
    idea = make_idea(title="Bị gỡ xuống")
    actions.follow(idea, by=reader)
    idea.state = IdeaState.NOT_TAKEN_UP
    db.session.commit()
    page = browser.sign_in(reader).get(PATH).text
    assert "Bị gỡ xuống" not in page
    assert str(idea.id) not in page
    end = re.search(r'action="(/follows/[^"]+/end)"', page)[1]
    assert browser.post(end).status_code == 303
    assert number() == 0


def test_of_a_confidential_idea_it_tells_no_state(browser, reader):
    idea = make_idea(title="Bí quyết", state=IdeaState.IN_USE)
    actions.follow(idea, by=reader)
    browser.sign_in(reader)
    assert "Đã triển khai" in browser.get(PATH).text
    idea.visibility = Visibility.CONFIDENTIAL
    db.session.commit()
    page = browser.get(PATH).text
    assert "Bí quyết" in page
    assert "Đã triển khai" not in page


def test_a_merged_idea_leads_on(browser, reader):
    idea, into = make_idea(title="Ý nhập vào"), make_idea(title="Ý đi tiếp")
    actions.follow(idea, by=reader)
    same = {"verdict": "merge", "reason": "Hai ý tưởng cùng một việc."}
    actions.decide(idea, **same, twin=into.id, by=make_officer(unit=idea.unit))
    page = browser.sign_in(reader).get(PATH).text
    assert "Ý nhập vào" in page
    assert browser.get(f"/ideas/{idea.id}").location == f"/ideas/{into.id}"
