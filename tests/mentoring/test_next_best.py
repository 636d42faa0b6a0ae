"""A request that brings no mentor leads on to the next one, and nobody is blamed in vain."""

from datetime import timedelta

from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.mentoring import actions, queries
from mentorhub.mentoring.models import RequestState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_mentor, make_officer, make_person

NEXT = "Lê Ngọc Diệp"


def the_next():
    mentor = make_mentor(make_person(NEXT, age=41), skills=["gis-mapping"])
    actions.learn_anew()
    return mentor


def run_out(request):
    request.expires_at = now() - timedelta(minutes=1)
    db.session.flush()
    actions.expire()


def newest_verb():
    return db.session.scalar(select(Activity.verb).order_by(Activity.id.desc()).limit(1))


def test_after_an_expiry_the_next_is_shown_on_the_request_and_on_the_teams_page(browser, asked):
    other, pages = the_next(), (f"/requests/{asked.id}", f"/teams/{asked.team_id}")
    browser.sign_in(asked.asked_by).speak("en")
    assert "fits next" not in browser.get(pages[0]).text
    run_out(asked)
    request, team = (browser.get(page).text for page in pages)
    assert "Who fits next" in request
    assert f"/mentors/{other.id}" in request
    assert "did not answer in time" in team
    assert f"{NEXT} fits next" in team
    assert newest_verb() == "request.expired"
    for reader in (asked.profile.person, make_officer(asked.team.unit)):
        assert NEXT not in browser.sign_in(reader).get(pages[0]).text


def test_a_refusal_leads_on_too_and_an_open_request_does_not(browser, asked):
    the_next()
    assert queries.in_vain(asked.team) is None
    actions.decline(asked, reason="time", by=asked.profile.person)
    assert queries.in_vain(asked.team) == asked
    browser.sign_in(asked.asked_by).speak("en")
    assert f"{NEXT} fits next" in browser.get(f"/teams/{asked.team_id}").text
    asked.asked_at = now() - timedelta(days=31)
    assert queries.in_vain(asked.team) is None


def test_a_team_silent_after_a_question_is_told_so_and_the_mentor_not_blamed(app, asked):
    mentor = asked.profile
    asked.expires_at = now() + timedelta(hours=1)
    actions.need_more(asked, question="Đo ở đâu?", by=mentor.person)
    assert asked.expires_at > now() + timedelta(days=2)
    run_out(asked)
    assert (asked.state, newest_verb()) == (RequestState.EXPIRED, "request.lapsed")
    assert (mentor.requests_seen, mentor.requests_answered) == (1, 1)


def test_how_soon_a_mentor_answers_is_said_in_the_list_and_on_the_form(browser, asked):
    mentor, answered = the_next(), now() - timedelta(days=20)
    for _ in range(3):
        before = type(asked)(
            team=asked.team, profile=mentor, need="x" * 20, asked_by=asked.asked_by,
            asked_at=answered, answered_at=answered + timedelta(hours=30),
            expires_at=answered, state=RequestState.CLOSED,
        )  # fmt: skip
        db.session.add(before)
    db.session.flush()
    [one] = actions.recommend(asked.team)
    assert one.usual == 2
    browser.sign_in(asked.asked_by).speak("en")
    for page in (f"/teams/{asked.team_id}/mentors", f"/mentors/{mentor.id}"):
        assert "Usually answers within 2 days" in browser.get(page).text


def test_one_who_pauses_while_declining_is_told_so(browser, asked):
    browser.sign_in(asked.profile.person).speak("en")
    browser.submit(f"/requests/{asked.id}/refusal", reason="time", pause="y")
    assert "no new requests until you say so" in browser.get("/requests").text
