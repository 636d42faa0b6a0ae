"""An entry begins with an idea and a team: who may be in it, and what it needs to be sent."""

import pytest

from mentorhub.contests.models import ContestState
from mentorhub.entries import actions, queries
from mentorhub.entries.models import EntryState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.entries.steps import begin, ids, send, write, written
from tests.factories import make_contest, make_idea, make_minor, make_person, make_team

pytestmark = pytest.mark.usefixtures("in_english")


def test_an_entry_begins_with_the_idea_s_words_and_keeps_the_link(app):
    team = make_team(make_person())
    idea = make_idea(team)
    entry, _ = begin(team=team, idea=idea)
    assert (entry.idea_id, entry.state) == (idea.id, EntryState.DRAFT)
    assert [entry.title, entry.problem, entry.solution, entry.benefit, entry.sector] == [
        idea.title,
        idea.problem,
        idea.solution,
        idea.benefit,
        idea.sector,
    ]
    idea.title = "Tên khác"
    assert entry.title == "Bản đồ độ mặn do thanh niên đo"


def test_a_second_click_finds_the_same_draft(app):
    first, _ = begin()
    again, _ = begin(contest=first.contest, team=first.team)
    assert again is first


def test_only_an_idea_of_the_team_and_a_member_of_it_begin(app):
    team, contest = make_team(make_person()), make_contest()
    stranger = make_person()
    with pytest.raises(Refused, match="team you are in"):
        begin(contest, team, idea=make_idea())
    with pytest.raises(Refused, match="team you are in"):
        actions.start(contest, team=team, idea=None, people=ids(stranger), by=stranger)
    with pytest.raises(Refused, match="Only members"):
        begin(contest, team, people=[stranger])
    with pytest.raises(Refused, match="Choose who"):
        begin(contest, team, people=[])


@pytest.mark.parametrize(
    ("contest", "sentence"),
    [
        ({"opened_days_ago": -1}, "Entries open at"),
        ({"opened_days_ago": 3, "days_left": -1}, "Entries closed at"),
        ({"state": ContestState.DRAFT}, "Entries open at"),
        ({"state": ContestState.CANCELLED}, "Entries open at"),
    ],
)
def test_entries_begin_only_while_the_contest_takes_them(app, contest, sentence):
    with pytest.raises(Refused, match=sentence):
        begin(make_contest(**contest))


def test_one_person_one_entry_even_after_it_was_withdrawn(app):
    person = make_person()
    contest = make_contest()
    first, by = begin(contest, make_team(person))
    other = make_team(make_person("Khác"), person, name="Đội hai")
    with pytest.raises(Refused, match="One person, one entry"):
        begin(contest, other)
    write(first, by)
    send(first, by)
    actions.withdraw(first, by=by)
    with pytest.raises(Refused, match="One person, one entry"):
        begin(contest, other)
    begin(contest, other, people=[other.members[0].person])


@pytest.mark.parametrize(
    ("limits", "ages", "sentence"),
    [
        ({"age_min": 16, "age_max": 35}, [12], "is 16 to 35 years old"),
        ({"age_min": 16, "age_max": 35}, [20, 50], "is 16 to 35 years old"),
        ({"age_min": 18}, [12], "is 18 or older"),
        ({"age_max": 30}, [40], "is 30 or younger"),
        ({"team_max": 2}, [20, 21, 22], "at most 2 people"),
    ],
)
def test_a_refusal_names_the_rule_and_nobody_s_age(app, limits, ages, sentence):
    people = [make_person(age=age) for age in ages]
    contest = make_contest(**limits)
    with pytest.raises(Refused, match=sentence) as refusal:
        begin(contest, make_team(*people))
    text = str(refusal.value.message)
    years = {str(person.details.birth_year) for person in people}
    assert not any(year in text for year in years)
    assert not any(person.details.name in text for person in people)


def test_a_team_may_be_incomplete_until_it_sends(app):
    contest = make_contest(team_min=2)
    entry, by = written(contest=contest)
    with pytest.raises(Refused, match="at least 2 people"):
        send(entry, by)
    assert entry.state is EntryState.DRAFT
    by_themselves = make_contest(age_min=16)
    person = make_person()
    person.details.birth_year = None
    entry, by = written(contest=by_themselves, team=make_team(person))
    with pytest.raises(Refused, match="year of birth"):
        send(entry, by)


def test_a_minor_may_be_in_an_entry(app):
    adult, child = make_person(), make_minor()
    entry, by = written(team=make_team(adult, child))
    send(entry, by)
    assert {p.id for p in queries.participants_of(entry)} == {adult.id, child.id}


def test_somebody_who_left_the_team_holds_the_entry_back_until_taken_out(app):
    adult, friend = make_person(), make_person()
    team = make_team(adult, friend)
    entry, by = written(team=team)
    team.members[1].left_at = now()
    db.session.flush()
    db.session.expire(team)
    with pytest.raises(Refused, match="Only members"):
        send(entry, by)
    write(entry, by, people=ids(adult))
    assert send(entry, by)


@pytest.mark.parametrize("part", ["title", "sector", "summary", "problem", "solution", "benefit"])
def test_every_part_but_the_link_is_needed(app, part):
    entry, by = begin()
    write(entry, by, **{part: ""})
    with pytest.raises(Refused, match="Some parts are still empty"):
        send(entry, by)
    write(entry, by, link="")
    assert send(entry, by).entry_id == entry.id
