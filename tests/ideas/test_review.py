"""The officer's queue: many at once, back within the hour, never one's own."""

import pytest

from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.platform.db import db
from tests.factories import make_idea, make_officer, make_person, make_unit


@pytest.fixture
def officer(browser):
    officer = make_officer()
    browser.sign_in(officer)
    return officer


def sent(officer, **facts):
    return make_idea(author=make_person(unit=officer.unit), state=IdeaState.SENT, **facts)


def states(*ideas):
    db.session.expire_all()
    return [idea.state for idea in ideas]


def test_many_are_approved_at_once_and_taken_back(browser, officer):
    ideas = [sent(officer) for _ in range(3)]
    keys = [str(idea.id) for idea in ideas[:2]]
    reply = browser.submit("/review", ideas=keys)
    assert reply.status_code == 405  # the page itself takes nothing
    reply = browser.post("/review/approvals", ideas=keys)
    assert reply.location == "/review?state=done"
    assert states(*ideas) == [IdeaState.APPROVED] * 2 + [IdeaState.SENT]
    page = browser.get(reply.location).text
    assert "2 ý tưởng" in page
    assert all(key in page for key in keys)
    assert browser.post("/review/taken-back", ideas=keys[:1]).location == "/review"
    assert states(*ideas) == [IdeaState.SENT, IdeaState.APPROVED, IdeaState.SENT]


def test_a_second_click_is_told_that_they_are_answered(browser, officer):
    idea = sent(officer)
    replies = [browser.post("/review/approvals", ideas=[str(idea.id)]) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [302, 409]
    assert "đã được trả lời" in replies[1].text


def test_nothing_chosen_and_nonsense_are_said_in_words(browser, officer):
    sent(officer)
    assert "Chọn ít nhất một" in browser.post("/review/approvals").text
    assert browser.post("/review/approvals", ideas=["x"]).status_code == 422


def test_nobody_approves_their_own_or_elsewhere(browser, officer):
    own = make_idea(author=officer, state=IdeaState.SENT)
    elsewhere = make_idea(author=make_person(unit=make_unit("Xã Khác")), state=IdeaState.SENT)
    fine = sent(officer)
    page = browser.get("/review?all=1").text
    assert f'value="{fine.id}" checked' in page
    assert f'value="{own.id}"' not in page
    assert str(elsewhere.id) not in page
    for wrong in (own, elsewhere):
        reply = browser.post("/review/approvals", ideas=[str(fine.id), str(wrong.id)])
        assert reply.status_code == 409
    assert states(own, elsewhere, fine) == [IdeaState.SENT] * 3


def test_only_officers_have_a_queue(browser):
    browser.sign_in(make_person())
    for path in ("/review/approvals", "/review/taken-back"):
        assert browser.post(path).status_code == 404


def test_another_officers_approval_is_not_theirs_to_take_back(browser, officer):
    idea = sent(officer)
    browser.post("/review/approvals", ideas=[str(idea.id)])
    browser.sign_in(make_officer(unit=officer.unit))
    browser.post("/review/taken-back", ideas=[str(idea.id)])
    assert states(idea) == [IdeaState.APPROVED]


@pytest.mark.parametrize(
    ("state", "show"),
    [(IdeaState.SENT, ""), (IdeaState.MORE_NEEDED, "?state=more"), (IdeaState.APPROVED, None)],
)
def test_what_is_kept_back_is_marked_in_every_list(browser, officer, state, show):
    open_to_all = sent(officer)
    kept = sent(officer, title="Ý giữ cho riêng đội", visibility=Visibility.CONFIDENTIAL)
    if state is IdeaState.MORE_NEEDED:
        open_to_all.state = kept.state = state
        db.session.commit()
    elif state is IdeaState.APPROVED:
        keys = [str(idea.id) for idea in (open_to_all, kept)]
        browser.post("/review/approvals", ideas=keys)
        show = "?state=done"
    page = browser.get(f"/review{show}").text.split("<main")[1]
    assert page.count("Giữ kín") == 1
    assert page.index(open_to_all.title) < page.index("Giữ kín")
    assert page.index(kept.title) < page.index("Giữ kín")
