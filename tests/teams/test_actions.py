from datetime import timedelta

import pytest

from mentorhub.accounts.actions import digest_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams import actions
from mentorhub.teams.queries import invitation_behind, links_of, teams_of
from tests.factories import make_minor, make_person, make_team, make_unit


def found(by, **more):
    given = {"name": "Giữ Ngọt", "about": "", "unit": by.unit, "spoken": ["vi"], **more}
    team = actions.found(**given, by=by)
    db.session.flush()
    return team


def invitation(team, places=1):
    token = actions.invite(team, places=places, by=team.owner)
    return invitation_behind(digest_of(token))


def names(team):
    return [member.person.details.name for member in team.members]


def test_the_founder_leads(app):
    founder = make_person()
    team = found(founder, spoken=["vi", "km"])
    assert (team.owner, team.spoken, team.name_key) == (founder, ["vi", "km"], "giu ngot")
    assert list(db.session.scalars(teams_of(founder))) == [team]


def test_a_child_does_not_lead(app):
    child = make_minor()
    with pytest.raises(Refused):
        found(child)
    team = make_team(make_person(), child)
    with pytest.raises(Refused):
        actions.ask_to_lead(team, to=child, by=team.owner)
    assert team.owner is not child


def test_nobody_leads_more_than_ten(app):
    founder = make_person()
    for _ in range(10):
        make_team(founder)
    with pytest.raises(Refused):
        found(founder)


def test_a_link_lets_in_as_many_as_it_has_places(app):
    team = make_team()
    link = invitation(team, places=2)
    guests = [make_person(f"Khách Thứ {i}") for i in "ABC"]
    for guest in guests[:2]:
        actions.join(link, by=guest)
    with pytest.raises(Refused):
        actions.join(link, by=guests[2])
    assert names(team) == ["Nguyễn Văn An", "Khách Thứ A", "Khách Thứ B"]


def test_a_second_click_takes_no_second_place(app):
    link, guest = invitation(make_team(), places=2), make_person()
    assert actions.join(link, by=guest) is actions.join(link, by=guest)
    assert link.used == 1


def test_links_stand_beside_each_other_and_end_one_by_one(app):
    team, guest = make_team(), make_person()
    first, second = invitation(team), invitation(team)
    actions.end_link(first, by=team.owner)
    actions.end_link(first, by=team.owner)
    with pytest.raises(Refused):
        actions.join(first, by=guest)
    actions.join(second, by=guest)
    assert [(one.used, one.is_open) for one in links_of(team)] == [(1, False), (0, False)]
    assert [one.person for one in second.arrivals] == [guest]


def test_five_links_are_open_at_a_time(app):
    team = make_team()
    links = [invitation(team) for _ in range(5)]
    with pytest.raises(Refused):
        invitation(team)
    actions.end_link(links[0], by=team.owner)
    invitation(team)


@pytest.mark.parametrize("days", [1, 30])
def test_a_link_holds_as_long_as_it_was_made_for(app, days):
    team = make_team()
    link = invitation_behind(digest_of(actions.invite(team, places=1, days=days, by=team.owner)))
    assert link.expires_at - link.created_at == pytest.approx(
        timedelta(days=days), abs=timedelta(seconds=5)
    )


@pytest.mark.parametrize("end", [{"revoked_at": now()}, {"expires_at": now() - timedelta(1)}])
def test_an_ended_link_lets_nobody_in(app, end):
    link = invitation(make_team())
    for name, value in end.items():
        setattr(link, name, value)
    db.session.flush()
    with pytest.raises(Refused):
        actions.join(link, by=make_person())
    assert link.used == 0


def test_ten_are_enough(app):
    team = make_team(*(make_person() for _ in range(9)))
    with pytest.raises(Refused):
        actions.invite(team, places=2, by=team.owner)
    actions.join(invitation(team), by=make_person())
    assert (len(team.members), team.room) == (10, 0)


def test_the_last_to_leave_closes_the_team_and_its_links(app):
    team = make_team()
    link, owner = invitation(team), team.owner
    actions.leave(team, by=owner)
    with pytest.raises(Refused):
        actions.join(link, by=make_person())
    assert (team.members, team.is_open, team.room) == ([], False, 0)
    assert list(db.session.scalars(teams_of(owner))) == []


def test_somebody_may_come_back(app):
    team, guest = make_team(), make_person()
    actions.join(invitation(team), by=guest)
    actions.leave(team, by=guest)
    actions.join(invitation(team), by=guest)
    assert team.includes(guest)


def test_editing_moves_the_team_to_another_unit(app):
    team, unit = make_team(), make_unit("Xã Vĩnh Hậu")
    facts = {"name": "Nước Lành", "about": "Lọc nước", "unit": unit, "spoken": ["vi"]}
    actions.edit(team, **facts, version=team.version, by=team.owner)
    db.session.flush()
    with pytest.raises(Refused):
        actions.edit(team, **{**facts, "name": "Cũ"}, version=1, by=team.owner)
    assert (team.name, team.name_key, team.unit) == ("Nước Lành", "nuoc lanh", unit)
