"""Mentors offer themselves to teams of grown-ups that let them; never to a team with a minor."""

import re

import pytest

from mentorhub.contests.models import JurorState
from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.mentoring import actions as mentoring
from mentorhub.mentoring.models import MentorRequest, MentorState
from mentorhub.offers import actions
from mentorhub.offers.models import Offer, OfferState
from mentorhub.offers.notices import who_may_answer, who_offered
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams.models import Member
from tests.factories import (
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_team,
)
from tests.offers.welcoming import WHY, own, welcoming

NEED = "Đội có 20 điểm đo nhưng bà con chưa tin con số."
WHEN = "08:00 Chủ nhật 29/11, nhà văn hóa ấp"


def plain(page):
    """What stands on it, without the tokens that are new each time."""
    return re.sub(r'value="[^"]*"', "", page.split("<main")[1])


def test_a_team_says_that_mentors_may_and_that_they_may_no_longer(browser):
    mate, owner = make_person(), make_person()
    team = make_team(owner, mate)
    address = f"/teams/{team.id}/offers/welcome"
    for stranger in (make_person(), make_officer(team.unit)):
        assert browser.sign_in(stranger).post(address).status_code == 404
        assert address not in browser.get(f"/teams/{team.id}").text
    browser.sign_in(mate)
    assert f'action="{address}"' in browser.get(f"/teams/{team.id}").text
    assert not team.welcomes_mentors
    assert browser.post(address).status_code == 303
    assert team.welcomes_mentors
    assert f'action="{address}/end"' in browser.get(f"/teams/{team.id}").text
    assert browser.post(f"{address}/end").status_code == 303
    assert not team.welcomes_mentors


def test_a_team_with_a_minor_cannot_say_so_and_is_never_found(browser, mentor):
    team = welcoming(make_person(), make_minor(), name="Đội Có Em")
    browser.sign_in(team.owner)
    assert browser.post(f"/teams/{team.id}/offers/welcome").status_code == 404
    assert "offers/welcome" not in browser.get(f"/teams/{team.id}").text
    browser.sign_in(mentor.person)
    assert "Đội Có Em" not in browser.get("/offers/teams").text
    refused, missing = browser.get(own(team)), browser.get(f"/teams/{mentor.id}/offers/own")
    assert (refused.status_code, missing.status_code) == (404, 404)
    assert browser.post(own(team), why=WHY).status_code == 404
    with pytest.raises(Refused):
        actions.offer_oneself(team, mentor, why=WHY)


def test_a_mentor_finds_teams_what_meets_their_skills_first_and_no_draft(browser, mentor):
    other, fitting = welcoming(name="Đội Khác"), welcoming(name="Đội Hợp")
    silent = make_team(make_person(), name="Đội Im Lặng")
    make_idea(fitting, title="Bản đồ mặn", needs=["gis-mapping"])
    make_idea(other, title="Ý còn nháp", needs=["iot"], state=IdeaState.DRAFT)
    make_idea(other, title="Ý giữ kín", needs=["iot"], visibility=Visibility.CONFIDENTIAL)
    browser.sign_in(mentor.person)
    assert "/offers/teams" in browser.get("/requests").text
    page = browser.get("/offers/teams").text
    assert page.index("Đội Hợp") < page.index("Đội Khác")
    assert "Bản đồ mặn" in page
    assert not any(word in page for word in ("Ý còn nháp", "Ý giữ kín", silent.name))


def test_who_is_no_mentor_sees_no_such_list(browser, mentor):
    applied = make_mentor(make_person(), state=MentorState.APPLIED).person
    for one in (make_person(), applied, make_officer()):
        assert browser.sign_in(one).get("/offers/teams").status_code == 404
        assert browser.get(own(welcoming())).status_code == 404


@pytest.mark.parametrize("how", ["full", "paused", "member", "together", "code"])
def test_who_cannot_take_a_team_offers_nothing(browser, mentor, how):
    team = welcoming()
    if how == "full":
        mentor.taken = mentor.capacity
    elif how == "paused":
        mentor.state = MentorState.PAUSED
    elif how == "code":
        mentor.code_edition = "0"
    elif how == "member":
        team.members.append(Member(person=mentor.person))
    else:
        asked = mentoring.ask(team, mentor, need=NEED, first_meeting=WHEN, by=team.owner)
        mentoring.accept(asked, by=mentor.person)
    db.session.flush()
    browser.sign_in(mentor.person)
    assert browser.post(own(team), why=WHY).status_code == 404
    assert db.session.query(Offer).count() == 0


def test_the_team_takes_the_offer_and_the_mentor_confirms(browser, mentor):
    team = welcoming()
    browser.sign_in(mentor.person)
    short = browser.post(own(team), why="Hợp")
    assert short.status_code == 422
    assert "Hợp" in short.text
    assert browser.post(own(team), why=WHY).status_code == 302
    offer = db.session.query(Offer).one()
    page = f"/offers/{offer.id}"
    assert page in browser.get("/offers/teams").text
    assert browser.get(page).status_code == 200
    assert browser.post(f"{page}/acceptance", need=NEED, first_meeting=WHEN).status_code == 404
    browser.sign_in(team.owner)
    assert page in browser.get(f"/teams/{team.id}").text
    assert WHY in browser.get(page).text
    assert browser.post(f"{page}/acceptance", need=NEED, first_meeting=WHEN).status_code == 302
    assert browser.post(f"{page}/acceptance", need=NEED, first_meeting=WHEN).status_code == 404
    asked = db.session.query(MentorRequest).one()
    assert (asked.profile, asked.proposed_by) == (mentor, None)
    assert mentoring.accept(asked, by=mentor.person).team == team


def test_the_team_declines_and_the_mentor_reads_why(browser, own_offer):
    browser.sign_in(own_offer.team.owner)
    assert browser.submit(f"/offers/{own_offer.id}/refusal", reason="field").status_code == 302
    assert (own_offer.state, own_offer.answer) == (OfferState.DECLINED, "field")
    told = type("Told", (), {"subject_id": own_offer.id})
    assert who_offered(told) == [own_offer.profile.person]
    page = browser.sign_in(own_offer.profile.person).get("/offers/teams").text
    assert "cần người về việc khác" in page


def test_nobody_else_knows_of_it(browser, own_offer):
    rival = make_team(make_person(), name="Mặn Mà").owner
    for person in (rival, make_mentor().person, make_officer(), make_person()):
        browser.sign_in(person)
        assert browser.get(f"/offers/{own_offer.id}").status_code == 404
        for act in ("acceptance", "refusal", "taking-back"):
            reply = browser.post(f"/offers/{own_offer.id}/{act}", need=NEED, reason="later")
            assert reply.status_code == 404
    officer = make_officer(own_offer.team.unit)
    assert browser.sign_in(officer).get(f"/offers/{own_offer.id}").status_code == 200
    assert browser.post(f"/offers/{own_offer.id}/taking-back").status_code == 404


def test_when_somebody_under_18_joins_no_word_reaches_the_team_and_the_mentor_sees_no_change(
    browser, own_offer
):
    child, page = make_minor(), f"/offers/{own_offer.id}"
    browser.sign_in(own_offer.profile.person)
    before = browser.get(page).text
    own_offer.team.members.append(Member(person=child))
    db.session.flush()
    shown = browser.get(page).text
    assert plain(shown) == plain(before)
    assert who_may_answer(type("Told", (), {"subject_id": own_offer.id})) == []
    for person in (own_offer.team.owner, child):
        browser.sign_in(person)
        assert browser.get(page).status_code == 404
        assert page not in browser.get(f"/teams/{own_offer.team_id}").text
        assert browser.post(f"{page}/acceptance", need=NEED, first_meeting=WHEN).status_code == 404
    with pytest.raises(Refused):
        actions.accept(own_offer, need=NEED, first_meeting=WHEN, by=own_offer.team.owner)
    browser.sign_in(own_offer.profile.person)
    assert browser.post(f"{page}/taking-back").status_code == 302
    assert own_offer.state is OfferState.TAKEN_BACK


def test_an_officer_is_no_way_round_for_a_mentor(app):
    team = make_team(make_person(), make_minor())
    officer = make_officer(team.unit)
    with pytest.raises(Refused):
        actions.make(team, make_mentor(officer), why=WHY, by=officer)


def test_who_judges_the_team_offers_like_any_other_and_is_refused_at_the_end_alone(mentor):
    team, contest = welcoming(), make_contest()
    make_entry(team, contest)
    make_juror(contest, mentor.person, state=JurorState.ACCEPTED)
    offer = actions.offer_oneself(team, mentor, why=WHY)
    request = actions.accept(offer, need=NEED, first_meeting=WHEN, by=team.owner)
    with pytest.raises(Refused):
        mentoring.accept(request, by=mentor.person)
