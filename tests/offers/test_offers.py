"""An officer offers a team a mentor; the team asks, or says no; nobody else has a hand in it."""

from datetime import timedelta

import pytest

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.consents.actions import withdraw
from mentorhub.contests.models import JurorState
from mentorhub.ideas.models import IdeaState
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.models import MentorRequest
from mentorhub.offers import actions, queries
from mentorhub.offers.models import Offer, OfferState
from mentorhub.offers.notices import who_may_answer
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import (
    make_contest,
    make_entry,
    make_grant,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_team,
)

WHY = "Cô đã làm ba trạm đo nước ở xã bên."
NEED = "Đội có 20 điểm đo nhưng bà con chưa tin con số."
WHEN = "08:00 Chủ nhật 29/11, nhà văn hóa ấp"


@pytest.fixture
def offered(app):
    team = make_team(make_person("Tô Kim Thoa"), make_minor())
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40))
    officer = make_officer(team.unit, name="Cán Bộ Mời")
    return actions.make(team, mentor, why=WHY, by=officer)


def test_an_officer_offers_from_the_teams_page(browser):
    team = make_team()
    make_idea(team, needs=["gis-mapping"])
    mentor = make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["gis-mapping"])
    other = make_mentor(make_person("Lê Ngọc Diệp", age=40), skills=["iot"])
    for one in (mentor, other):
        mentoring.note_change(one)
    mentoring.learn_anew()
    address = f"/teams/{team.id}/offers/new"
    browser.sign_in(make_officer(team.unit))
    assert address in browser.get(f"/teams/{team.id}").text
    assert "Nguyễn Hữu Tín" in browser.get(address).text
    assert "Lê Ngọc Diệp" in browser.get(f"{address}?q=ngoc+diep").text
    short = browser.post(address, profile=str(mentor.id), why="Hợp")
    assert short.status_code == 422
    assert "Hợp" in short.text
    assert browser.post(address, profile="x", why=WHY).status_code == 422
    assert browser.post(address, profile=str(other.id), why=WHY).status_code == 302
    again = browser.post(address, profile=str(other.id), why=WHY)
    assert again.status_code == 409
    assert WHY in again.text
    assert browser.get(address).status_code == 200


def test_only_officers_over_the_unit_offer(browser, offered):
    team = offered.team
    address = f"/teams/{team.id}/offers/new"
    organiser = make_person(age=40)
    make_grant(organiser, Role.ORGANISER, team.unit)
    people = (team.owner, offered.profile.person, organiser, make_officer(), make_person())
    for stranger in people:
        assert browser.sign_in(stranger).get(address).status_code == 404
        assert browser.post(address, profile=str(offered.profile_id), why=WHY).status_code == 404


def test_the_team_asks_and_the_mentor_reads_who_brought_them_together(browser, offered):
    browser.sign_in(offered.team.owner)
    page = f"/offers/{offered.id}"
    assert page in browser.get(f"/teams/{offered.team_id}").text
    assert page in browser.get("/requests").text
    assert WHY in browser.get(page).text
    assert browser.post(f"{page}/acceptance", need="Giúp", first_meeting=WHEN).status_code == 422
    assert browser.post(f"{page}/acceptance", need=NEED, first_meeting=WHEN).status_code == 302
    asked = db.session.query(MentorRequest).one()
    assert (asked.proposed_by, asked.asked_by) == (offered.made_by, offered.team.owner)
    assert offered.state is OfferState.ACCEPTED
    assert browser.post(f"{page}/acceptance", need=NEED, first_meeting=WHEN).status_code == 404
    assert "Cán Bộ Mời" in browser.sign_in(asked.profile.person).get("/requests").text


def test_the_mentor_and_strangers_know_nothing_of_an_offer(browser, offered):
    minor = offered.team.members[1].person
    page = f"/offers/{offered.id}"
    rival = make_team(make_person(), name="Mặn Mà").owner
    strangers = (offered.profile.person, rival, make_officer(), make_person())
    for person in strangers:
        browser.sign_in(person)
        for address in ("", "/refusal"):
            assert browser.get(page + address).status_code == 404
        for act in ("acceptance", "refusal", "taking-back"):
            assert browser.post(f"{page}/{act}", need=NEED, reason="later").status_code == 404
    browser.sign_in(minor)
    assert browser.get(page).status_code == 200
    assert browser.post(f"{page}/acceptance", need=NEED, first_meeting=WHEN).status_code == 404
    assert browser.post(f"{page}/refusal", reason="later").status_code == 404
    assert offered.is_open
    told = type("Told", (), {"subject_id": offered.id})
    assert who_may_answer(told) == [offered.team.owner]


def test_the_team_declines_with_a_phrase(browser, offered):
    browser.sign_in(offered.team.owner)
    address = f"/offers/{offered.id}/refusal"
    assert browser.submit(address).status_code == 422
    assert browser.submit(address, reason="other").status_code == 422
    assert browser.submit(address, reason="field").status_code == 302
    assert (offered.state, offered.answer) == (OfferState.DECLINED, "field")
    assert db.session.query(MentorRequest).count() == 0
    page = browser.sign_in(offered.made_by).get(f"/offers/{offered.id}").text
    assert "cần người về việc khác" in page


def test_an_officer_takes_it_back_and_an_old_one_ends_by_itself(browser, offered):
    browser.sign_in(offered.team.owner)
    assert browser.post(f"/offers/{offered.id}/taking-back").status_code == 404
    browser.sign_in(offered.made_by)
    assert browser.post(f"/offers/{offered.id}/taking-back").status_code == 302
    assert offered.state is OfferState.TAKEN_BACK
    late = actions.make(offered.team, offered.profile, why=WHY, by=offered.made_by)
    late.made_at = now() - timedelta(days=15)
    db.session.flush()
    assert queries.waiting_at(offered.team) == []
    with pytest.raises(Refused):
        actions.accept(late, need=NEED, first_meeting=WHEN, by=offered.team.owner)


def test_what_a_team_could_not_ask_is_not_offered(app):
    team, officer = make_team(make_person(), make_minor()), make_officer()
    with pytest.raises(Refused):
        actions.make(team, make_mentor(cleared=False), why=WHY, by=officer)
    with pytest.raises(Refused):
        actions.make(team, make_mentor(capacity=0), why=WHY, by=officer)
    mentors = [make_mentor(make_person(age=40)) for _ in range(4)]
    for one in mentors[:3]:
        actions.make(team, one, why=WHY, by=officer)
    with pytest.raises(Refused):
        actions.make(team, mentors[3], why=WHY, by=officer)
    assert db.session.query(Offer).count() == 3


def test_an_offer_of_somebody_who_judges_the_team_looks_like_any_other(app):
    team, contest = make_team(), make_contest()
    make_entry(team, contest)
    mentor = make_mentor()
    make_juror(contest, mentor.person, state=JurorState.ACCEPTED)
    offer = actions.make(team, mentor, why=WHY, by=make_officer(team.unit))
    request = actions.accept(offer, need=NEED, first_meeting=WHEN, by=team.owner)
    with pytest.raises(Refused):
        mentoring.accept(request, by=mentor.person)


def test_a_child_who_leads_asks_only_with_what_a_request_needs(app, offered):
    young = make_minor(age=16)
    team = make_team(young, make_person())
    offer = actions.make(team, make_mentor(), why=WHY, by=make_officer(team.unit))
    withdraw(young, Purpose.MENTOR_CONTACT)
    with pytest.raises(Refused):
        actions.accept(offer, need=NEED, first_meeting=WHEN, by=young)
    assert offer.is_open


def test_what_an_officer_is_shown_reads_no_draft(app):
    team = make_team()
    make_idea(team, needs=["gis-mapping"], state=IdeaState.DRAFT)
    make_mentor(skills=["gis-mapping"])
    mentoring.learn_anew()
    assert mentoring.recommend(team)
    assert mentoring.recommend(team, told_only=True) == []
