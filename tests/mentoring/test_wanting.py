"""A team whom nobody fits tells the province, which sees it until the team has somebody."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.mentoring import actions, queries
from mentorhub.mentoring.notices import the_province
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.factories import (
    make_grant,
    make_idea,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_team,
    make_unit,
)
from tests.mentoring.test_requests import ask

BUTTON, KNOWN = "Tell the Youth Union", "knows since"


@pytest.fixture
def team(app):
    owner = make_person("Tô Kim Thoa")
    found = make_team(owner, make_minor("Trần Bé", unit=owner.unit), name="Đê Bao")
    make_idea(found, needs=["beekeeping"])
    actions.learn_anew()
    return found


@pytest.fixture
def officer(province):
    person = make_person("Hồ Thị Mai", age=40, unit=province.unit)
    make_grant(person, Role.UNIT_OFFICER, unit=province.unit)
    return person


def said():
    rows = select(Activity).where(Activity.verb == queries.WANTED)
    return db.session.scalars(rows).all()


def at(browser, person, page):
    db.session.commit()
    return browser.sign_in(person).speak("en").get(page)


def test_it_is_said_from_the_page_of_suggestions_once_in_two_weeks(browser, team):
    page, owner = f"/teams/{team.id}/mentors", team.members[0].person
    assert BUTTON in at(browser, owner, page).text
    for _click in range(2):
        assert browser.post(f"{page}/wanted").status_code == 303
    assert len(said()) == 1
    shown = browser.get(page).text
    assert KNOWN in shown
    assert BUTTON not in shown
    with as_of(now() + timedelta(days=15)):
        assert actions.say_nobody_fits(team, by=owner)


def test_where_somebody_fits_by_now_that_is_said_instead(browser, team):
    owner = team.members[0].person
    make_mentor(make_person("Lâm Nuôi Ong", age=40), skills=["beekeeping"])
    actions.learn_anew()
    page = at(browser, owner, f"/teams/{team.id}/mentors")
    assert BUTTON not in page.text
    refused = browser.post(f"/teams/{team.id}/mentors/wanted")
    assert refused.status_code == 409
    assert "Lâm Nuôi Ong" in refused.text
    assert said() == []


def test_children_strangers_and_mentors_do_not_say_it_for_a_team(browser, team):
    child = team.members[1].person
    page = f"/teams/{team.id}/mentors"
    shown = at(browser, child, page)
    assert shown.status_code == 200
    assert BUTTON not in shown.text
    for person in (child, make_person(), make_mentor(make_person(age=40)).person):
        at(browser, person, "/mentors")
        assert browser.post(f"{page}/wanted").status_code == 404
    assert said() == []


def test_the_province_hears_of_it_and_whoever_is_in_the_team_does_not(team, province, officer):
    for commune in (make_officer(team.unit), make_officer(make_unit("Xã Xa"))):
        assert commune.offices
    make_grant(team.members[0].person, Role.UNIT_OFFICER, unit=province.unit)
    actions.say_nobody_fits(team, by=team.members[0].person)
    (activity,) = said()
    assert {*the_province(activity)} == {province, officer}
    assert activity.facts == {"team": "Đê Bao"}


def test_officers_see_the_gap_until_the_team_has_a_mentor(browser, team, officer):
    with as_of(now() - timedelta(days=1)):
        actions.say_nobody_fits(team, by=team.members[0].person)
        db.session.flush()
    own, far = make_officer(team.unit), make_officer(make_unit("Xã Xa"))
    for person in (officer, own):
        page = at(browser, person, "/mentorships").text
        assert "Teams whom no mentor fits" in page
        assert "Đê Bao" in page
        assert f"/teams/{team.id}/offers/new" in page
        assert "Trần Bé" not in page
    assert "Đê Bao" not in at(browser, far, "/mentorships").text
    mentor = make_mentor(make_person(age=40))
    actions.accept(ask(team, mentor), by=mentor.person)
    assert queries.wanted_within([officer.unit]) == []


def test_an_old_word_and_a_closed_team_are_no_gap(team, officer):
    with as_of(now() - timedelta(days=91)):
        actions.say_nobody_fits(team, by=team.members[0].person)
        db.session.flush()
    assert queries.wanted_within([officer.unit]) == []
    actions.say_nobody_fits(team, by=team.members[0].person)
    assert [one.team for one in queries.wanted_within([officer.unit])] == [team]
    team.closed_at = now()
    db.session.flush()
    assert queries.wanted_within([officer.unit]) == []
