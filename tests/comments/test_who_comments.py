"""Who reads and writes comments, and who does neither."""

from uuid import uuid4

from mentorhub.ideas.models import IdeaState, Visibility
from tests.comments.words import SAID, make_comment
from tests.factories import (
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_minor,
    make_officer,
    make_person,
    make_team,
)


def test_of_a_confidential_idea_only_those_inside_read_and_write(browser):
    idea = make_idea(visibility=Visibility.CONFIDENTIAL)
    comment = make_comment(idea, idea.author)
    for outside in (None, make_person(), make_officer()):
        browser.sign_in(outside) if outside else browser.sign_out()
        assert browser.get(f"/ideas/{idea.id}/comments").status_code in (404, 302)
        assert SAID not in browser.get(f"/ideas/{idea.id}").text
        reply = browser.post(f"/ideas/{idea.id}/comments", text="Cho xem", key=uuid4().hex)
        assert reply.status_code in (401, 404)
    browser.sign_in(make_officer(unit=idea.unit))
    assert SAID in browser.get(f"/ideas/{idea.id}").text
    assert comment.is_hidden is False


def test_what_is_not_public_is_not_commented(browser):
    idea = make_idea(state=IdeaState.SENT)
    browser.sign_in(idea.author)
    reply = browser.post(f"/ideas/{idea.id}/comments", text=SAID, key=uuid4().hex)
    assert reply.status_code == 404


def test_jurors_of_a_contest_its_team_entered_do_not_comment(browser):
    contest = make_contest()
    idea = make_idea()
    make_entry(idea.team, contest)
    juror = make_juror(contest)
    browser.sign_in(juror.person)
    page = browser.get(f"/ideas/{idea.id}").text
    assert 'name="text"' not in page
    reply = browser.post(f"/ideas/{idea.id}/comments", text=SAID, key=uuid4().hex)
    assert reply.status_code == 404
    assert browser.get(f"/ideas/{make_idea(team=make_team(name='Khác')).id}").text.count(
        'name="text"'
    )


def test_a_child_nobody_agreed_for_writes_nothing(browser):
    idea = make_idea()
    browser.sign_in(make_minor(agreed=False))
    reply = browser.post(f"/ideas/{idea.id}/comments", text=SAID, key=uuid4().hex)
    assert reply.status_code == 409
    assert SAID in reply.text
