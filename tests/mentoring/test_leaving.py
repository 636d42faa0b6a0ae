"""A mentor is checked by somebody else, agrees to the code, and may go and come back."""

import pytest
from sqlalchemy import select

from mentorhub.accounts.models import Hat
from mentorhub.activity.models import Activity
from mentorhub.mentoring import actions
from mentorhub.mentoring.domain.conduct import CODE_EDITION
from mentorhub.mentoring.models import MentorState, RequestState
from mentorhub.mentoring.queries import profile_of
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import make_mentor, make_officer, make_person, make_team
from tests.mentoring.test_directory import profile_parts
from tests.mentoring.words import NEED, WHEN


def verbs():
    return db.session.scalars(select(Activity.verb).order_by(Activity.id)).all()


def test_the_code_stands_above_the_button_that_agrees_to_it(browser):
    person = make_person(age=40)
    browser.sign_in(person).speak("en")
    page = browser.get("/mentors/me").text
    assert "By saving you agree" in page
    assert "I listen first." in page
    assert browser.submit("/mentors/me", **profile_parts()).status_code == 302
    assert "mentor.code_agreed" in verbs()
    assert "By saving you agree" not in browser.get("/mentors/me").text
    assert profile_of(person).code_edition == CODE_EDITION
    assert "I listen first." in browser.get("/mentors/guide").text


def test_who_was_a_mentor_before_the_code_is_shown_it(browser, asked):
    mentor = asked.profile
    mentor.code_edition, mentor.code_agreed_at = "", None
    db.session.flush()
    browser.sign_in(mentor.person).speak("en")
    assert "waits for your yes" in browser.get("/requests").text
    stranger = make_person()
    assert browser.sign_in(stranger).post(f"/mentors/{mentor.id}/code").status_code == 404
    browser.sign_in(mentor.person)
    assert browser.post(f"/mentors/{mentor.id}/code").status_code == 302
    assert mentor.keeps_the_code
    assert "waits for your yes" not in browser.get("/requests").text


def test_accepting_a_team_agrees_to_the_code_as_well(app, asked):
    asked.profile.code_edition = "2020-1"
    actions.accept(asked, by=asked.profile.person)
    assert asked.profile.keeps_the_code


def test_a_check_names_who_and_when_and_has_a_way_back(browser, asked):
    mentor = asked.profile
    mentor.state = MentorState.APPLIED
    officer = make_officer(mentor.person.unit, name="Cán Bộ Kiểm")
    with pytest.raises(Refused):
        actions.check(mentor, by=mentor.person)
    browser.sign_in(officer).speak("en")
    assert browser.post(f"/mentors/{mentor.id}/check").status_code == 302
    assert (mentor.checked_by_id, mentor.state) == (officer.id, MentorState.ACTIVE)
    assert mentor.checked_at is not None
    page = browser.get(f"/mentors/{mentor.id}").text
    assert "Take the check back" in page
    assert "by Cán Bộ Kiểm" in page
    assert "Cán Bộ Kiểm" not in browser.sign_in(asked.asked_by).get(f"/mentors/{mentor.id}").text
    for stranger in (asked.asked_by, mentor.person, make_officer()):
        browser.sign_in(stranger)
        assert browser.post(f"/mentors/{mentor.id}/check/end").status_code == 404
    browser.sign_in(officer)
    assert browser.post(f"/mentors/{mentor.id}/check/end").status_code == 302
    assert (mentor.state, mentor.checked_at) == (MentorState.APPLIED, None)
    assert asked.state is RequestState.CLOSED
    assert browser.post(f"/mentors/{mentor.id}/check/end").status_code == 409
    assert browser.post(f"/mentors/{mentor.id}/check").status_code == 302


def test_a_mentor_leaves_and_the_teams_are_told(browser, asked):
    mentor, person = asked.profile, asked.profile.person
    person.hat = Hat.MENTOR
    work = actions.accept(asked, by=person)
    other = make_team(make_person(), name="Mặn Mà")
    late = actions.ask(other, mentor, need=NEED, first_meeting=WHEN, by=other.owner)
    address = f"/mentors/{mentor.id}/leaving"
    for stranger in (asked.asked_by, make_officer(person.unit)):
        assert browser.sign_in(stranger).get(address).status_code == 404
    browser.sign_in(person)
    assert asked.team.name in browser.get(address).text
    assert browser.submit(address, reason="Tôi chuyển nhà").status_code == 302
    assert (mentor.state, person.hat, mentor.taken) == (MentorState.LEFT, Hat.YOUTH, 0)
    assert (work.end_reason, late.state) == ("Tôi chuyển nhà", RequestState.CLOSED)
    assert work.ended_at is not None
    assert not mentor.is_cleared
    assert {"mentorship.ended", "request.closed", "mentor.left"} <= {*verbs()}
    assert browser.get(address).status_code == 404
    assert browser.get("/requests").status_code == 200
    assert browser.sign_in(asked.asked_by).get(f"/mentors/{mentor.id}").status_code == 404
    assert browser.get(f"/requests/{asked.id}").status_code == 200


def test_who_left_comes_back_and_is_checked_anew(browser, asked):
    mentor = asked.profile
    actions.leave(mentor, reason="", by=mentor.person)
    browser.sign_in(mentor.person)
    parts = profile_parts(version=str(mentor.version))
    assert browser.post("/mentors/me", **parts).status_code == 302
    assert (mentor.state, mentor.checked_at) == (MentorState.APPLIED, None)
    assert verbs().count("mentor.applied") == 1
    assert mentor.left_at is None


def test_one_who_left_is_neither_found_nor_suggested(app):
    mentor = make_mentor()
    actions.leave(mentor, reason="", by=mentor.person)
    with pytest.raises(Refused):
        actions.leave(mentor, reason="", by=mentor.person)
    team = make_team()
    with pytest.raises(Refused):
        actions.ask(team, mentor, need=NEED, first_meeting=WHEN, by=team.owner)
