"""Handing over is asked, and done by a yes; a team has one leader before, meanwhile and after."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.holdings import erase
from mentorhub.teams import actions
from mentorhub.teams.models import Member
from mentorhub.teams.queries import links_of
from tests.factories import make_minor, make_person, make_team


@pytest.fixture
def trio(app):
    """Leader, heir and a third: with their team."""
    people = [make_person(name) for name in ("Tô Kim Thoa", "Lê Thị Ánh", "Danh Minh Tâm")]
    return make_team(*people), *people


def leaders(team):
    db.session.flush()
    db.session.expire_all()
    return [member.person for member in team.members if member.is_owner]


def test_with_a_yes_the_team_is_handed_over(trio):
    team, owner, heir, _third = trio
    with pytest.raises(Refused):
        actions.leave(team, by=owner)
    actions.ask_to_lead(team, to=heir, by=owner)
    assert (leaders(team), team.asked_to_lead.person) == ([owner], heir)
    actions.accept_leading(team, by=heir)
    assert (leaders(team), team.asked_to_lead) == ([heir], None)
    actions.leave(team, by=owner)
    assert leaders(team) == [heir]


def test_with_a_no_nothing_changes_and_somebody_else_can_be_asked(trio):
    team, owner, heir, third = trio
    actions.ask_to_lead(team, to=heir, by=owner)
    actions.decline_leading(team, by=heir)
    with pytest.raises(Refused):
        actions.accept_leading(team, by=heir)
    actions.ask_to_lead(team, to=third, by=owner)
    assert (leaders(team), team.asked_to_lead.person) == ([owner], third)


def test_asking_another_or_taking_it_back_ends_the_question(trio):
    team, owner, heir, third = trio
    actions.ask_to_lead(team, to=heir, by=owner)
    actions.ask_to_lead(team, to=third, by=owner)
    with pytest.raises(Refused):
        actions.accept_leading(team, by=heir)
    actions.take_back(team, by=owner)
    with pytest.raises(Refused):
        actions.accept_leading(team, by=third)
    assert leaders(team) == [owner]


def test_only_the_leader_asks_and_only_a_member_is_asked(trio):
    team, owner, heir, third = trio
    for to, by in ((third, heir), (make_person(), owner)):
        with pytest.raises(Refused):
            actions.ask_to_lead(team, to=to, by=by)
    actions.ask_to_lead(team, to=heir, by=owner)
    with pytest.raises(Refused):
        actions.take_back(team, by=heir)
    assert (leaders(team), team.asked_to_lead.person) == ([owner], heir)


def test_whoever_leads_ten_teams_takes_no_other_over(trio):
    team, owner, heir, _third = trio
    for _ in range(actions.MOST_LED):
        make_team(heir)
    actions.ask_to_lead(team, to=heir, by=owner)
    with pytest.raises(Refused):
        actions.accept_leading(team, by=heir)
    assert leaders(team) == [owner]


def test_the_database_knows_one_leader_and_one_question(trio):
    team, _owner, heir, third = trio
    actions.ask_to_lead(team, to=heir, by=team.owner)
    for facts in ({"is_owner": True}, {"asked_to_lead_at": team.founded_at}):
        change = update(Member).where(Member.person_id == third.id).values(**facts)
        with db.session.begin_nested() as savepoint:
            with pytest.raises(IntegrityError):
                db.session.execute(change)
            savepoint.rollback()
    assert leaders(team) == [trio[1]]


def test_a_leader_who_is_erased_leaves_the_team_to_whom_they_asked(trio):
    team, owner, heir, third = trio
    actions.invite(team, places=1, by=owner)
    actions.ask_to_lead(team, to=third, by=owner)
    erase(owner.id)
    assert (leaders(team), team.is_open) == ([third], True)
    assert all(not link.is_open for link in links_of(team))
    erase(third.id)
    assert leaders(team) == [heir]


def test_without_somebody_of_age_the_team_of_an_erased_leader_closes(app):
    owner, child = make_person(), make_minor()
    team = make_team(owner, child)
    erase(owner.id)
    assert (leaders(team), team.is_open) == ([], False)
    assert team.includes(child)
