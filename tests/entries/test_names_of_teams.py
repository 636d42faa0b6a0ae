"""In one contest no two teams are called alike; elsewhere they may be."""

import pytest

from mentorhub.entries import actions
from mentorhub.platform.errors import Refused
from mentorhub.teams.actions import edit
from tests.entries.steps import begin, send, written
from tests.factories import make_contest, make_person, make_team

pytestmark = pytest.mark.usefixtures("in_english")


def renamed(team, name):
    facts = {"about": team.about, "unit": team.unit, "spoken": team.spoken}
    edit(team, name=name, version=team.version, by=team.owner, **facts)


@pytest.fixture
def contest(app):
    return make_contest()


@pytest.fixture
def first(contest):
    entry, by = written(contest=contest, team=make_team(make_person(), name="Giữ Ngọt"))
    send(entry, by)
    return entry


@pytest.mark.parametrize("name", ["Giữ Ngọt", "GIU NGOT", "giữ ngót"])
def test_a_second_team_of_that_name_does_not_come_in(contest, first, name):
    with pytest.raises(Refused, match=f"called “{name}”"):
        begin(contest, make_team(make_person(), name=name))


def test_in_another_contest_it_may_be_called_so(contest, first):
    entry, _by = begin(make_contest(), make_team(make_person(), name="Giữ Ngọt"))
    assert entry.team.name == first.team.name


def test_nobody_takes_the_name_of_another_by_renaming(contest, first):
    other, _by = begin(contest, make_team(make_person(), name="Đội Kia"))
    with pytest.raises(Refused, match="called “Giu Ngot”"):
        renamed(other.team, "Giu Ngot")
    renamed(other.team, "Đội Kía")  # its own name, other marks
    renamed(other.team, "Đội Này")
    assert other.team.name == "Đội Này"
    renamed(make_team(make_person(), name="Xa"), "Giữ Ngọt")  # takes part in nothing


def test_a_withdrawn_entry_frees_the_name_and_asks_for_it_anew(contest, first):
    leader = first.team.owner
    actions.withdraw(first, by=leader)
    second, by = written(contest=contest, team=make_team(make_person(), name="Giữ Ngọt"))
    send(second, by)
    with pytest.raises(Refused, match="called “Giữ Ngọt”"):
        send(first, leader)
    renamed(first.team, "Giữ Ngọt Hai")
    send(first, leader)
    assert (first.is_submitted, second.is_submitted) == (True, True)
