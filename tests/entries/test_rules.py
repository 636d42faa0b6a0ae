"""What a contest allows is held to when an entry is begun, saved and sent."""

import pytest
from sqlalchemy import select

from mentorhub.entries import actions, queries
from mentorhub.entries.models import EntryState, Participant
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.teams.models import Member
from tests.entries.steps import begin, send, write, written
from tests.factories import make_contest, make_idea, make_person, make_team, make_unit


@pytest.fixture(autouse=True)
def english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


def enter(contest, team):
    entry, by = written(contest=contest, team=team)
    send(entry, by)
    return entry


def test_a_person_has_as_many_seats_as_the_contest_gives(app):
    person, contest = make_person(), make_contest(most_entries=2)
    entries = [enter(contest, make_team(person, name=name)) for name in ("Một", "Hai")]
    with pytest.raises(Refused, match="at most 2 entries"):
        begin(contest, make_team(person, name="Ba"))
    seats = db.session.scalars(select(Participant.seat).order_by(Participant.seat)).all()
    assert seats == [1, 2]
    write(entries[0], person)
    send(entries[0], person)
    assert entries[0].is_submitted


def test_withdrawing_and_sending_again_frees_no_further_seat(app):
    person, contest = make_person(), make_contest(most_entries=2)
    first = enter(contest, make_team(person, name="Một"))
    actions.withdraw(first, by=person)
    enter(contest, make_team(person, name="Hai"))
    with pytest.raises(Refused, match="at most 2 entries"):
        begin(contest, make_team(person, name="Ba"))
    send(first, person)
    assert first.is_submitted


def test_who_leaves_an_entry_gives_the_seat_to_a_later_one(app):
    one, other = make_person(), make_person()
    contest = make_contest(most_entries=2)
    first, by = written(contest=contest, team=make_team(one, other, name="Một"))
    enter(contest, make_team(other, name="Hai"))
    write(first, by, people=[one.id])
    third, _by = begin(contest, make_team(other, name="Ba"))
    assert {seat.seat for seat in queries.seats_of(third)} == {1}


def test_only_fields_of_the_contest_are_sent_in(app):
    contest = make_contest(sectors=["y-te"])
    team = make_team(make_person())
    entry, by = begin(contest, team, idea=make_idea(team, sector="moi-truong"))
    assert entry.sector == ""
    with pytest.raises(Refused, match="one of these fields: Health"):
        write(entry, by)
    write(entry, by, sector="")
    with pytest.raises(Refused, match="still empty"):
        send(entry, by)
    write(entry, by, sector="y-te")
    send(entry, by)
    assert entry.is_submitted


def test_one_person_leads_the_team_of_one_entry(app):
    leader, mate = make_person(), make_person()
    contest = make_contest(most_entries=3, leads_one=True)
    waiting, _by = written(contest=contest, team=make_team(leader, name="Chờ"))
    first = enter(contest, make_team(leader, name="Một"))
    assert first.led_by_id == leader.id
    with pytest.raises(Refused, match="Nobody leads the teams of two entries"):
        begin(contest, make_team(leader, name="Hai"))
    with pytest.raises(Refused, match="Nobody leads the teams of two entries"):
        send(waiting, leader)
    enter(contest, make_team(mate, leader, name="Ba"))


def test_handing_the_team_over_after_sending_does_not_free_its_leader(app):
    leader, mate = make_person(), make_person()
    contest = make_contest(most_entries=3, leads_one=True)
    team = make_team(leader, mate, name="Một")
    enter(contest, team)
    for member in team.members:
        member.is_owner = member.person_id == mate.id
    db.session.flush()
    with pytest.raises(Refused, match="Nobody leads the teams of two entries"):
        begin(contest, make_team(leader, name="Hai"))


def test_a_unit_sends_no_more_than_its_number_branches_included(app):
    contest = make_contest(unit_max=2)
    commune = make_unit(parent=contest.unit)
    branch = make_unit(parent=commune)
    first = enter(contest, make_team(make_person(), unit=commune))
    waiting, by = written(contest=contest, team=make_team(make_person(), unit=branch))
    enter(contest, make_team(make_person(), unit=branch))
    with pytest.raises(Refused, match="Each unit sends at most 2 entries, and yours has sent them"):
        begin(contest, make_team(make_person(), unit=commune))
    write(waiting, by, title="Vẫn lưu được")
    with pytest.raises(Refused, match="Each unit sends at most 2 entries"):
        send(waiting, by)
    enter(contest, make_team(make_person(), unit=make_unit(parent=contest.unit)))
    enter(contest, make_team(make_person(), unit=contest.unit))
    actions.withdraw(first, by=first.team.members[0].person)
    db.session.flush()
    send(waiting, by)
    with pytest.raises(Refused, match="Each unit sends at most 2 entries"):
        send(first, first.team.members[0].person)
    assert first.state is EntryState.WITHDRAWN


def test_entries_are_counted_unit_by_unit(app):
    contest = make_contest(unit_min=1)
    commune, silent = make_unit(parent=contest.unit), make_unit(parent=contest.unit)
    for place in (commune, make_unit(parent=commune)):
        enter(contest, make_team(make_person(), unit=place))
    written(contest=contest, team=make_team(make_person(), unit=silent))
    counted = dict(queries.sent_by_unit(contest))
    assert (counted[commune], counted[silent]) == (2, 0)


def test_three_quarters_in_age_are_enough_where_the_contest_says_so(app):
    contest = make_contest(age_min=16, age_max=35, share_in_age="3/4")
    young = [make_person(age=20) for _ in range(3)]
    old = make_person(age=50)
    entry, by = written(contest=contest, team=make_team(old, *young[:2]))
    with pytest.raises(Refused, match="At least 3/4 of the people in the entry are 16 to 35"):
        send(entry, by)
    db.session.add(Member(team=entry.team, person=young[2]))
    db.session.flush()
    write(entry, by, people=[old.id, *(one.id for one in young)])
    send(entry, by)
    with pytest.raises(Refused, match="At least 3/4"):
        begin(contest, make_team(make_person(age=50), make_person(age=51)))
