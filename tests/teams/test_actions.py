from datetime import timedelta

import pytest

from mentorhub.accounts.actions import digest_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.teams import actions
from mentorhub.teams.queries import invitation_behind, teams_of
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
        actions.hand_over(team, to=child, by=team.owner)
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


def test_a_new_link_ends_the_one_before(app):
    team = make_team()
    first = invitation(team)
    invitation(team)
    with pytest.raises(Refused):
        actions.join(first, by=make_person())


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


def test_who_leads_hands_over_before_leaving(app):
    owner, other = make_person(), make_person()
    team = make_team(owner, other)
    with pytest.raises(Refused):
        actions.leave(team, by=owner)
    actions.hand_over(team, to=other, by=owner)
    actions.leave(team, by=owner)
    assert [(m.person, m.is_owner) for m in team.members] == [(other, True)]
    assert team.is_open


def test_only_a_member_takes_over(app):
    team = make_team()
    owner = team.owner
    with pytest.raises(Refused):
        actions.hand_over(team, to=make_person(), by=owner)
    assert team.owner is owner


def test_who_no_longer_leads_hands_nothing_over(app):
    owner, other = make_person(), make_person()
    team = make_team(owner, other)
    with pytest.raises(Refused):
        actions.hand_over(team, to=other, by=other)
    assert team.owner is owner


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
