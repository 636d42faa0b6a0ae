"""The team's page: who sees which names (permission matrix, team.member_names.read)."""

import pytest
from sqlalchemy import event

from mentorhub.ideas.models import IdeaState, Visibility
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Tie, TieKind
from tests.factories import (
    make_admin,
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_team,
    make_unit,
)

LEADER, CHILD = "Tô Kim Thoa", "Trần Văn Bé"


@pytest.fixture
def team(app):
    return make_team(make_person(LEADER), make_minor(CHILD), make_person("Danh Minh Tâm"))


@pytest.fixture
def contest(team):
    return make_entry(team=team, contest=make_contest()).contest


def names_on(browser, team):
    """Of the leader and of the child: the whole name, the given name, or nothing."""
    page = browser.get(f"/teams/{team.id}")
    assert page.status_code == 200
    main = page.text.split("<main", 1)[1]
    return tuple(
        "full" if name in main else "given" if f"<b>{name.split()[-1]}</b>" in main else "none"
        for name in (LEADER, CHILD)
    )


def tied(person, team):
    db.session.add(Tie(team=team, person=person, kind=TieKind.MENTOR))
    db.session.flush()
    return person


def test_the_team_reads_its_names(browser, team):
    for member in team.members:
        assert names_on(browser.sign_in(member.person), team) == ("full", "full")


def test_strangers_and_members_of_other_teams(browser, team, contest):
    assert names_on(browser, team) == ("none", "none")
    rival = make_entry(team=make_team(name="Rivals"), contest=contest).team.members[0].person
    mentor = make_mentor().person
    for person in (make_person(), make_minor("Lê Nhỏ"), rival, mentor):
        assert names_on(browser.sign_in(person), team) == ("full", "given")


def test_those_who_answer_for_the_team(browser, team, contest):
    organiser = contest.organisers[0].person
    mentor = tied(make_mentor().person, team)
    for person in (organiser, make_officer(team.unit), make_admin()):
        assert names_on(browser.sign_in(person), team) == ("full", "full")
    assert names_on(browser.sign_in(mentor), team) == ("full", "given")
    assert mentor.full_name in browser.get(f"/teams/{team.id}").text


def test_jurors_and_offices_elsewhere_read_none(browser, team, contest):
    juror = make_juror(contest).person
    elsewhere = make_contest().organisers[0].person
    other_unit = make_officer(make_unit("Xã Vĩnh Hậu"))
    for person in (juror, elsewhere, other_unit):
        assert names_on(browser.sign_in(person), team) == ("none", "none")


def test_a_juror_who_also_answers_for_the_team_reads_none(browser, team, contest):
    officer = make_officer(team.unit)
    make_juror(contest, person=officer)
    mentor = tied(make_mentor().person, team)
    make_juror(contest, person=mentor)
    for person in (officer, mentor):
        assert names_on(browser.sign_in(person), team) == ("none", "none")


def test_others_see_public_ideas_only(browser, team):
    make_idea(team, title="Bản đồ nước mặn")
    make_idea(team, title="Nháp của đội", state=IdeaState.DRAFT)
    make_idea(team, title="Công thức kín", visibility=Visibility.CONFIDENTIAL)
    make_entry(team=team, title="Bài dự thi kín")

    def seen(page):
        titles = ("Bản đồ nước mặn", "Nháp của đội", "Công thức kín", "Bài dự thi kín")
        return [title in page.text for title in titles]

    url = f"/teams/{team.id}"
    assert seen(browser.get(url)) == [True, False, False, False]
    assert seen(browser.sign_in(make_person()).get(url)) == [True, False, False, False]
    assert seen(browser.sign_in(make_officer(team.unit)).get(url)) == [True, False, False, False]
    assert seen(browser.sign_in(team.owner).get(url)) == [True, True, True, True]


def test_a_closed_team_can_still_be_looked_up(browser, team):
    former = team.owner
    team.closed_at = now()
    for member in team.members:
        member.left_at = now()
    page = browser.sign_in(former).get(f"/teams/{team.id}")
    main = page.text.split("<main", 1)[1]
    assert (page.status_code, LEADER in main) == (200, False)


def test_the_page_costs_the_same_for_three_members_and_for_ten(browser, team):
    key, url, statements = team.id, f"/teams/{team.id}", []
    browser.sign_in(team.owner).get(url)

    def cost():
        db.session.expunge_all()
        statements.clear()
        assert browser.get(url).status_code == 200
        return len(statements)

    event.listen(db.engine, "before_cursor_execute", lambda *facts: statements.append(facts[2]))
    few = cost()
    for _ in range(7):
        db.session.add(Member(team_id=key, person_id=make_person().id))
    db.session.commit()
    assert cost() == few
