"""Nobody pesters teams by offering themselves, and the list of teams costs little."""

from datetime import timedelta

import pytest

from mentorhub.mentoring.models import MentorProfile
from mentorhub.offers import actions, queries
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import make_idea, make_mentor, make_officer, make_person
from tests.ideas.test_costs import cost
from tests.offers.welcoming import WHY, own, welcoming


def test_the_list_costs_the_same_for_one_team_and_for_many(browser, mentor):
    key = mentor.id

    def teams(number):
        profile = db.session.get(MentorProfile, key)
        for _ in range(number):
            team = welcoming(make_person(), make_person())
            make_idea(team, needs=["iot"])
            offer = actions.offer_oneself(team, profile, why=WHY)
            offer.made_at = now() - timedelta(days=20)
        db.session.commit()

    browser.sign_in(mentor.person)
    teams(1)
    browser.get("/offers/teams")
    one = cost(browser, "/offers/teams")
    teams(4)
    assert cost(browser, "/offers/teams") == one


def test_nobody_pesters_a_team_or_many(browser, mentor, own_offer):
    browser.sign_in(mentor.person)
    again = browser.post(own(own_offer.team), why=WHY)
    assert again.status_code == 409
    assert WHY in again.text
    actions.take_back(own_offer, by=mentor.person)
    with pytest.raises(Refused):  # taken back or not: once in ninety days
        actions.offer_oneself(own_offer.team, mentor, why=WHY)
    for at in range(3):
        actions.offer_oneself(welcoming(name=f"Đội {at}"), mentor, why=WHY)
    with pytest.raises(Refused):  # three wait
        actions.offer_oneself(welcoming(name="Đội Tư"), mentor, why=WHY)
    for one in queries.own_offers_of(mentor):
        if one.waits:
            actions.take_back(one, by=mentor.person)
    actions.offer_oneself(welcoming(name="Đội Năm"), mentor, why=WHY)
    with pytest.raises(Refused):  # five in a week
        actions.offer_oneself(welcoming(name="Đội Sáu"), mentor, why=WHY)


def test_at_most_three_mentors_wait_at_a_team_and_officers_offer_beside_them(app):
    team = welcoming()
    for _ in range(3):
        actions.offer_oneself(team, make_mentor(), why=WHY)
    with pytest.raises(Refused):
        actions.offer_oneself(team, make_mentor(), why=WHY)
    officer = make_officer(team.unit)
    assert not actions.make(team, make_mentor(), why=WHY, by=officer).is_own
