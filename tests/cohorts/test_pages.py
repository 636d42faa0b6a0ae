import re

import pytest
from sqlalchemy import func, select

from mentorhub.cohorts import actions
from mentorhub.cohorts.domain.words import Grade
from mentorhub.cohorts.models import Cohort, Sending
from mentorhub.contests.models import JurorState
from mentorhub.mentoring import queries
from mentorhub.organisations.models import Role
from mentorhub.platform.db import db
from tests.cohorts.conftest import WORDS
from tests.factories import (
    make_contest,
    make_entry,
    make_grant,
    make_juror,
    make_person,
    make_team,
    make_unit,
)
from tests.mentoring.conftest import Keeping
from tests.mentoring.test_costs import statements


@pytest.fixture
def browser(app):
    return Keeping(app)


@pytest.fixture
def at(browser, organiser):
    browser.sign_in(organiser).speak("en")
    return browser


def digest_in(page):
    return re.search(r'name="digest" value="(\w{64})"', page.text)[1]


def sent():
    return db.session.scalar(select(func.count(Sending.id)))


def test_an_organiser_goes_from_an_empty_list_to_sent_requests(at, cast, organiser):
    teams, mentors = cast
    assert "No round yet" in at.get("/cohorts").text
    page = at.submit("/cohorts/new", **WORDS, unit=str(organiser.unit_id), dial="fair")
    cohort = db.session.scalar(select(Cohort))
    assert page.headers["Location"] == f"/cohorts/{cohort.id}/teams"
    here = f"/cohorts/{cohort.id}"
    assert "Choose the teams and the mentors" in at.get(here).text
    page = at.submit(f"{here}/teams", chosen=[str(team.id) for team in teams])
    assert page.headers["Location"] == f"{here}/mentors"
    page = at.submit(f"{here}/mentors", chosen=[str(mentor.id) for mentor in mentors])
    assert page.headers["Location"] == here
    shown = at.get(here)
    assert "Send exactly this: 3 requests" in shown.text
    assert "suits very well" in shown.text
    at.post(f"{here}/requests", digest=digest_in(shown))
    after = at.get(here).text
    assert "3 requests are sent." in after
    assert "waits for an answer" in after
    assert sent() == 3


def test_a_second_click_is_refused_in_words_with_the_new_proposal(at, cohort):
    here = f"/cohorts/{cohort.id}"
    digest = digest_in(at.get(here))
    at.post(f"{here}/requests", digest=digest)
    again = at.post(f"{here}/requests", digest=digest)
    assert again.status_code == 409
    assert "Something has changed since you looked" in again.text
    assert "Nobody is to be asked now." in again.text
    assert sent() == 3


def test_the_dial_is_turned_and_the_weeks_are_switched_on_and_off(at, cohort):
    here = f"/cohorts/{cohort.id}"
    facts = {**WORDS, "unit": str(cohort.unit_id)}
    at.submit(f"{here}/edit", **facts, dial="total", weekly="y", version=cohort.version)
    assert (cohort.dial, cohort.goes_on_weekly) == ("total", True)
    assert "goes on by itself on" in at.get(here).text
    at.submit(f"{here}/edit", **facts, dial="total", version=cohort.version)
    assert not cohort.goes_on_weekly
    stale = at.submit(f"{here}/edit", **facts, dial="fair", version=1)
    assert stale.status_code == 409
    assert "Somebody changed this round before you" in stale.text


def test_what_was_typed_is_kept_when_something_is_missing(at, organiser):
    unit = str(organiser.unit_id)
    page = at.submit("/cohorts/new", **{**WORDS, "need": "ngắn"}, unit=unit, dial="fair")
    assert page.status_code == 422
    assert WORDS["title"] in page.text


def test_a_pair_is_fixed_forbidden_and_let_go_on_the_page_of_a_team(at, cohort, cast):
    teams, mentors = cast
    here = f"/cohorts/{cohort.id}/teams/{teams[0].id}"
    pair = f"{here}/mentors/{mentors[1].id}"
    at.get(here)
    at.post(pair, kind="fixed")
    page = at.get(here).text
    assert "Let the pair with" in page
    assert "without it: mean" in at.get(f"/cohorts/{cohort.id}").text
    at.post(pair, kind="")
    at.post(pair, kind="forbidden")
    assert [one.kind for one in cohort.wishes] == ["forbidden"]
    mentors[0].spoken = ["en"]
    db.session.flush()
    refused = at.post(f"{here}/mentors/{mentors[0].id}", kind="fixed")
    assert refused.status_code == 409
    assert "This pair cannot be fixed" in refused.text


def test_a_round_is_closed_and_opened_again(at, cohort):
    here = f"/cohorts/{cohort.id}"
    at.get(here)
    at.post(f"{here}/closing")
    page = at.get(here).text
    assert "This round is closed" in page
    assert "Send exactly this" not in page
    at.post(f"{here}/reopening")
    assert "Send exactly this: 3 requests" in at.get(here).text


def test_an_organiser_is_not_told_that_a_mentor_judges_the_team(at, cohort, cast):
    teams, mentors = cast
    here = f"/cohorts/{cohort.id}/teams/{teams[0].id}"
    make_juror(make_contest(), mentors[1].person, state=JurorState.INVITED)
    mentors[0].spoken = ["en"]
    db.session.flush()
    of_language = at.get(here).text
    mentors[0].spoken = ["vi"]
    contest = make_contest()
    make_entry(team=teams[0], contest=contest)
    make_juror(contest, mentors[0].person, state=JurorState.INVITED)
    of_conflict = at.get(here).text
    assert "cannot be asked by this team now" in of_conflict
    assert without_token(of_conflict) == without_token(of_language)


def without_token(text):
    return re.sub(r'(csrf_token"[^>]*value|nonce|content)="[^"]*"', "", text)


@pytest.mark.parametrize("who", ["stranger", "member", "elsewhere", "mentor"])
def test_nobody_else_finds_a_round(browser, cohort, cast, who):
    people = {
        "member": cast[0][0].members[0].person,
        "elsewhere": make_person("Người Nơi Khác", unit=make_unit("Xã khác")),
        "mentor": cast[1][0].person,
    }
    if who == "elsewhere":
        make_grant(people[who], Role.ORGANISER, unit=people[who].unit)
    if who != "stranger":
        browser.sign_in(people[who])
    expected = 302 if who == "stranger" else 404
    for place in ("", "/teams", "/mentors", "/edit", f"/teams/{cast[0][0].id}"):
        assert browser.get(f"/cohorts/{cohort.id}{place}").status_code == expected
    if who != "stranger":
        assert browser.post(f"/cohorts/{cohort.id}/requests", digest="x").status_code == 404
    assert sent() == 0


def test_a_team_of_another_unit_is_not_chosen(at, cohort):
    other = make_team(make_person("Xa Lạ", unit=make_unit("Xã khác")), name="Đội Xa")
    page = at.submit(f"/cohorts/{cohort.id}/teams", chosen=[str(other.id)])
    assert page.status_code == 422
    assert len(cohort.places) == 3


def test_the_team_and_the_mentor_find_the_request_where_every_request_is(
    browser, cohort, cast, organiser
):
    digest = actions.propose(cohort, by=organiser).digest
    actions.send(cohort, digest=digest, by=organiser)
    team, mentor = cast[0][0], cast[1][0]
    (request,) = queries.still_open(queries.requests(to=mentor))
    browser.sign_in(mentor.person)
    assert WORDS["need"] in browser.get("/requests").text
    browser.sign_in(team.members[0].person)
    assert mentor.person.display_name in browser.get(f"/requests/{request.id}").text


def test_the_round_is_reached_from_the_desk_and_the_directory(at):
    for page in ("/dashboard", "/mentors"):
        assert 'href="/cohorts"' in at.get(page).text


def test_the_page_asks_the_database_as_often_for_many_teams(at, cohort, cast, organiser):
    teams, _ = cast
    keys = [team.id for team in teams]
    here, counted = f"/cohorts/{cohort.id}", []
    for size in (1, 3):
        actions.choose_teams(cohort, shown=keys, chosen=keys[:size], by=organiser)
        db.session.commit()
        at.get(here)
        counted.append(statements(lambda: at.get(here)))
    assert counted[0] == counted[1]


def test_a_pair_that_suits_little_is_not_said_to_fit(at, cohort, monkeypatch):
    here = f"/cohorts/{cohort.id}"
    page = at.get(here).text
    assert "Fits the team" in page
    assert "suits little:" not in page
    monkeypatch.setattr("mentorhub.cohorts.views.grade", lambda suits: Grade.WEAK)
    page = at.get(here).text
    assert "3 pairs suit little" in page
    assert "What they share" in page
    assert "Fits the team" not in page
