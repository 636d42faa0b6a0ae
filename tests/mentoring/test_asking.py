"""A team asks a mentor from its pages, and nobody else reads or answers it."""

import pytest
from sqlalchemy import select

from mentorhub.mentoring import actions
from mentorhub.mentoring.models import Mentorship, MentorState, RequestState
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import Translated, db
from tests.factories import make_mentor, make_minor, make_officer, make_person, make_team
from tests.mentoring.words import NEED, WHEN


def test_a_team_asks_from_the_profile(browser):
    team, mentor = make_team(), make_mentor()
    browser.sign_in(team.members[0].person)
    show, ask = f"/mentors/{mentor.id}", f"/teams/{team.id}/mentors/{mentor.id}"
    assert 'name="need"' in browser.get(show).text
    short = browser.post(ask, need="Giúp", first_meeting=WHEN)
    assert short.status_code == 422
    assert "Giúp" in short.text
    assert browser.post(ask, need=NEED, first_meeting=WHEN).status_code == 302
    again = browser.post(ask, need=NEED, first_meeting=WHEN)
    assert again.status_code == 409
    assert NEED in again.text
    assert mentor.person.display_name in browser.get("/requests").text


def test_only_who_speaks_for_the_team_asks(browser):
    team, mentor = make_team(make_person(), make_minor()), make_mentor()
    ask = f"/teams/{team.id}/mentors/{mentor.id}"
    minor = team.members[1].person
    for person in (minor, make_person(), mentor.person, make_officer(team.unit)):
        browser.sign_in(person)
        assert browser.post(ask, need=NEED, first_meeting=WHEN).status_code == 404
    assert browser.sign_in(minor).get(f"/mentors/{mentor.id}").status_code == 200
    hidden = make_mentor(make_person(age=33), state=MentorState.APPLIED)
    browser.sign_in(team.members[0].person)
    unseen = browser.post(f"/teams/{team.id}/mentors/{hidden.id}", need=NEED, first_meeting=WHEN)
    assert unseen.status_code == 404


def test_recommendations_are_for_the_team_alone(browser, asked):
    actions.learn_anew()
    other = make_mentor(make_person("Lê Ngọc Diệp", age=40), skills=["gis-mapping"])
    other.headline = Translated(vi="Chuyên viên bản đồ")
    actions.learn_anew()
    address = f"/teams/{asked.team_id}/mentors"
    page = browser.sign_in(asked.asked_by).get(address)
    assert "Lê Ngọc Diệp" in page.text
    assert "Nguyễn Hữu Tín" not in page.text  # asked already
    assert "Lê Ngọc Diệp" in browser.get("/mentors").text
    assert "Bản đồ số" in page.text
    for stranger in (make_person(), asked.profile.person):
        assert browser.sign_in(stranger).get(address).status_code == 404


def test_who_may_read_a_request(browser, asked):
    address = f"/requests/{asked.id}"
    for reader in (asked.asked_by, asked.profile.person):
        assert NEED in browser.sign_in(reader).get(address).text
    redacted = browser.sign_in(make_officer(asked.team.unit)).get(address)
    assert redacted.status_code == 200
    assert NEED not in redacted.text
    assert WHEN not in redacted.text
    looked = db.session.scalars(select(AuditRow).where(AuditRow.what == "looked")).one()
    assert (looked.permission, looked.subject_id) == ("request.read", asked.id)
    rival, other_mentor = make_team(make_person()).members[0].person, make_mentor().person
    for stranger in (rival, other_mentor, make_officer()):
        assert browser.sign_in(stranger).get(address).status_code == 404


def test_a_mentor_accepts_from_the_inbox(browser, asked):
    browser.sign_in(asked.profile.person)
    inbox = browser.get("/requests").text
    assert NEED in inbox
    assert f"/requests/{asked.id}/acceptance" in inbox
    assert browser.post(f"/requests/{asked.id}/acceptance").status_code == 302
    assert asked.state is RequestState.ACCEPTED
    assert asked.team.name in browser.get("/requests?show=teams").text
    assert browser.post(f"/requests/{asked.id}/acceptance").status_code == 404
    assert asked.team.name in browser.get("/requests?show=answered").text


@pytest.mark.parametrize("act", ["acceptance", "refusal", "question"])
def test_only_the_mentor_who_was_asked_answers(browser, asked, act):
    for person in (asked.asked_by, make_mentor().person, make_officer(asked.team.unit)):
        browser.sign_in(person)
        sent = browser.post(f"/requests/{asked.id}/{act}", reason="full", question="Ở đâu vậy?")
        assert sent.status_code == 404
    assert asked.state is RequestState.OPEN


def test_a_refused_acceptance_says_why(browser, asked):
    asked.profile.capacity = 0
    db.session.flush()
    browser.sign_in(asked.profile.person)
    page = browser.post(f"/requests/{asked.id}/acceptance")
    assert page.status_code == 409
    assert "chỗ trống" in page.text


def test_a_refusal_needs_a_reason(browser, asked):
    browser.sign_in(asked.profile.person)
    address = f"/requests/{asked.id}/refusal"
    assert browser.submit(address).status_code == 422
    assert browser.submit(address, reason="other").status_code == 422
    assert browser.submit(address, reason="full").status_code == 302
    page = browser.sign_in(asked.asked_by).get(f"/requests/{asked.id}").text
    assert "Tôi đã đủ đội" in page


def test_a_ready_phrase_and_own_words_are_both_told(browser, asked):
    browser.sign_in(asked.profile.person)
    address = f"/requests/{asked.id}/refusal"
    assert browser.submit(address, reason="full", words="Tháng 3 thì được.").status_code == 302
    page = browser.sign_in(asked.asked_by).get(f"/requests/{asked.id}").text
    assert "Tôi đã đủ đội. Tháng 3 thì được." in page


def test_a_question_and_its_answer(browser, asked):
    browser.sign_in(asked.profile.person)
    assert browser.submit(f"/requests/{asked.id}/question", question="Đo ở đâu?").status_code == 302
    browser.sign_in(asked.asked_by)
    page = browser.get(f"/requests/{asked.id}").text
    assert "Đo ở đâu?" in page
    more = NEED + " Đo ở cống Ba Hòn."
    assert browser.post(f"/requests/{asked.id}/answer", need=more).status_code == 302
    assert (asked.need, asked.state) == (more, RequestState.OPEN)


def test_a_team_takes_its_request_back(browser, asked):
    browser.sign_in(asked.profile.person)
    assert browser.post(f"/requests/{asked.id}/withdrawal").status_code == 404
    browser.sign_in(asked.asked_by)
    assert browser.post(f"/requests/{asked.id}/withdrawal").status_code == 302
    assert asked.state is RequestState.WITHDRAWN


def test_a_mentor_pauses_and_comes_back(browser, asked):
    mentor = asked.profile
    assert browser.sign_in(asked.asked_by).post(f"/mentors/{mentor.id}/pause").status_code == 404
    browser.sign_in(mentor.person)
    assert browser.post(f"/mentors/{mentor.id}/pause").status_code == 302
    assert (mentor.state, asked.state) == (MentorState.PAUSED, RequestState.CLOSED)
    assert browser.post(f"/mentors/{mentor.id}/resumption").status_code == 302
    assert mentor.state is MentorState.ACTIVE


def test_either_side_ends_the_mentoring(browser, asked):
    work = actions.accept(asked, by=asked.profile.person)
    address = f"/mentorships/{work.id}/end"
    assert browser.sign_in(make_person()).get(address).status_code == 404
    assert browser.sign_in(asked.asked_by).submit(address, reason="Xong").status_code == 302
    assert db.session.get(Mentorship, work.id).ended_at is not None
    assert browser.get(address).status_code == 404
