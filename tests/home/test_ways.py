"""From an idea to its team, its mentor and what it became, as far as the reader may go."""

import re

import pytest

from mentorhub.ideas import actions
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_entry,
    make_idea,
    make_juror,
    make_mentor,
    make_minor,
    make_officer,
    make_person,
    make_team,
)

SAME = {"verdict": "merge", "reason": "Hai ý tưởng cùng một việc."}
MENTOR, MINOR = "Trần Hải Nguyên", "Danh Thị Sa Rây"


@pytest.fixture
def lan(app):
    return make_person("Lê Thị Lan")


@pytest.fixture
def idea(lan):
    idea = make_idea(team=make_team(lan, make_minor(MINOR)), author=lan)
    actions.note_milestone(idea, "team", idea.team, team=idea.team.name)
    actions.note_milestone(idea, "approved", idea.unit, unit=dict(idea.unit.names))
    return idea


@pytest.fixture
def mentor(idea):
    profile = make_mentor()
    tie = Tie(team=idea.team, person=profile.person, kind=TieKind.MENTOR)
    db.session.add(tie)
    db.session.flush()
    actions.note_milestone(idea, "mentor", tie)
    return profile


@pytest.fixture
def entry(idea):
    entry = make_entry(idea.team)
    actions.note_milestone(idea, "entry", entry, contest=dict(entry.contest.title))
    return entry


def page_of(browser, idea, who=None):
    if who is not None:
        browser.sign_in(who)
    return browser.get(f"/ideas/{idea.id}").text


def links(page):
    line = page[page.index('<ol class="line') :].partition("</ol>")[0]
    return set(re.findall(r'href="([^"]+)"', line))


def test_each_step_leads_to_its_page(browser, lan, idea, mentor, entry):
    other = make_idea(title="Đo mặn bằng bút")
    actions.decide(other, **SAME, twin=idea.id, by=make_officer(unit=other.unit))
    facts = {"since": now().date(), "people": 9, "evidence": ""}
    actions.report_in_use(idea, place=idea.unit.name, by=lan, **facts)
    page = page_of(browser, idea, lan)
    assert links(page) == {
        f"/teams/{idea.team_id}", f"/units/{idea.unit.slug}", f"/entries/{entry.id}",
        "#merged", "#mentors",
    }  # fmt: skip
    assert {'id="merged"', 'id="mentors"'} <= set(re.findall(r'id="\w+"', page))
    for way in links(page):
        assert way.startswith("#") or browser.get(way).status_code == 200


def test_a_stranger_is_led_to_the_contest_and_reads_no_mentor(browser, idea, mentor, entry):
    page = page_of(browser, idea)
    assert links(page) == {
        f"/teams/{idea.team_id}", f"/units/{idea.unit.slug}", f"/contests/{entry.contest_id}",
    }  # fmt: skip
    assert (MENTOR in page, "Lan" in page, "Rây" in page) == (False, False, False)
    assert str(entry.id) not in page


def test_the_team_reads_who_its_mentor_is(browser, lan, idea, mentor):
    page = page_of(browser, idea, lan)
    assert MENTOR in page
    assert f"/mentors/{mentor.id}" in page


def test_a_member_reads_the_team_and_of_a_minor_the_given_name_only(browser, idea, mentor):
    page = page_of(browser, idea, make_person())
    assert ("Lan" in page, "Rây" in page, MINOR in page, MENTOR in page) == (
        True, True, False, False,
    )  # fmt: skip


def test_who_judges_the_team_is_led_to_no_entry_and_reads_no_names(browser, idea, mentor, entry):
    juror = make_juror(entry.contest).person
    page = page_of(browser, idea, juror)
    assert str(entry.id) not in page
    assert (MENTOR in page, "Lan" in page, "Rây" in page) == (False, False, False)


def test_of_a_rival_idea_an_entry_stays_closed(browser, idea, entry):
    rival = make_entry(make_team(make_person("Đối Thủ")), entry.contest)
    page = page_of(browser, idea, rival.team.members[0].person)
    assert f"/entries/{entry.id}" not in page
    assert f"/contests/{entry.contest_id}" in links(page)
