"""One person, two roles: what a conflict or a jury takes away, no office gives back.

The rule is docs/decisions/0024.

Each case asks for the same as somebody with the office alone, who gets it.
"""

import pytest

from mentorhub.activity.actions import record
from mentorhub.audits.queries import Wanted, rows_of_everybody
from mentorhub.contests.models import JurorState, Organiser
from mentorhub.entries.models import Conflict
from mentorhub.entries.notices import the_team_and_the_organisers
from mentorhub.members.queries import takes_part_for
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_admin,
    make_card,
    make_contest,
    make_entry,
    make_idea,
    make_juror,
    make_officer,
    make_person,
    make_team,
    make_unit,
)


@pytest.fixture
def contest(app):
    """Being scored without names; two organisers, of whom the second gets another role."""
    contest = make_contest(make_person("Lữ Hoài An", age=35), opened_days_ago=20, days_left=-5)
    contest.organisers.append(Organiser(person=make_person("Hai Vai", age=36)))
    contest.scoring_opened_at, contest.same_unit_is_conflict = now(), False
    contest.is_blind = True
    db.session.flush()
    return contest


@pytest.fixture
def free(contest):
    return contest.organisers[0].person


@pytest.fixture
def both(contest):
    return contest.organisers[1].person


@pytest.fixture
def entry(contest):
    return make_entry(make_team(make_person("Chủ Nhóm"), name="Đội Lúa"), contest)


@pytest.fixture
def rival(contest):
    return make_entry(make_team(make_person(), name="Đội Cá"), contest)


def declare(juror, entry):
    facts = {"contest_id": entry.contest_id, "juror_id": juror.id, "entry_id": entry.id}
    db.session.add(Conflict(**facts, declared_by_id=juror.person_id))
    db.session.flush()


def stand_beside(person, entry):
    db.session.add(Tie(team=entry.team, person=person, kind=TieKind.MENTOR))
    db.session.flush()


def answers(browser, person, addresses):
    browser.sign_in(person, second_step=True)
    db.session.commit()
    found = [browser.get(address).status_code for address in addresses]
    browser.sign_out()
    return found


def of_an_organiser(contest, *entries):
    names = ("entries", "entries/units", "jurors", "audit", "results/draft")
    of_contest = [f"/contests/{contest.id}/{name}" for name in names]
    seat = make_juror(contest, make_person("Người Chấm", age=51))
    card = make_card(seat, entries[-1])
    cards = [f"/jurors/{seat.id}", f"/judging/cards/{card.id}/reopening"]
    return [*of_contest, *cards, *(f"/entries/{one.id}" for one in entries)]


@pytest.mark.parametrize("state", [JurorState.ACCEPTED, JurorState.WITHDRAWN])
def test_a_tie_declared_as_a_juror_ends_the_office(
    browser, contest, free, both, entry, rival, state
):
    declare(make_juror(contest, both, state=state), entry)
    contest.scoring_closed_at = now()
    addresses = of_an_organiser(contest, entry, rival)
    assert set(answers(browser, both, addresses)) == {404}
    assert set(answers(browser, free, addresses)) == {200}
    assert not takes_part_for(both, entry.team.owner)
    assert takes_part_for(free, entry.team.owner)


def test_a_mentor_of_an_entrant_is_no_organiser_of_the_contest(
    browser, contest, free, both, entry, rival
):
    contest.scoring_closed_at = now()
    stand_beside(both, entry)
    addresses = of_an_organiser(contest, entry, rival)
    assert set(answers(browser, both, addresses)) == {404}
    assert set(answers(browser, free, addresses)) == {200}


def test_a_juror_kept_from_their_unit_does_not_organise_it_either(
    browser, contest, free, both, entry
):
    make_juror(contest, both)
    contest.is_blind, both.unit = False, entry.team.unit
    assert answers(browser, both, [f"/entries/{entry.id}"]) == [200]
    contest.same_unit_is_conflict = True
    assert answers(browser, both, [f"/entries/{entry.id}"]) == [404]
    assert answers(browser, free, [f"/entries/{entry.id}"]) == [200]


def test_an_organiser_on_a_blind_jury_reads_entries_on_the_sheets_alone(
    browser, contest, free, both, entry
):
    make_juror(contest, both)
    pages = [f"/entries/{entry.id}", f"/contests/{contest.id}/entries"]
    told = record("entry.withdrawn", entry, by=entry.team.owner, contest_id=contest.id)
    assert both not in the_team_and_the_organisers(told)
    assert free in the_team_and_the_organisers(told)
    assert answers(browser, both, pages) == [404, 404]
    assert answers(browser, free, pages) == [200, 200]
    contest.is_blind = False
    assert answers(browser, both, pages) == [200, 200]
    contest.is_blind, contest.scoring_closed_at = True, now()
    assert answers(browser, both, pages) == [200, 200]


def test_an_officer_on_the_jury_does_not_see_whose_entry_it_is(browser, contest, entry):
    officer, juror = (make_officer(entry.team.unit) for _ in range(2))
    make_juror(contest, juror)
    assert answers(browser, juror, [f"/entries/{entry.id}"]) == [404]
    assert answers(browser, officer, [f"/entries/{entry.id}"]) == [200]


def test_a_mentor_who_is_an_officer_does_not_see_the_rivals(browser, contest, entry):
    mentor = make_officer(entry.team.unit)
    rival = make_entry(make_team(make_person(unit=entry.team.unit)), contest)
    elsewhere = make_entry(make_team(make_person(unit=make_unit("Xã Xa"))), contest)
    stand_beside(mentor, entry)
    pages = [f"/entries/{one.id}" for one in (entry, rival, elsewhere)]
    assert answers(browser, mentor, pages) == [200, 404, 404]
    assert answers(browser, make_officer(entry.team.unit), pages) == [200, 200, 404]


def test_an_administrator_reads_no_log_of_a_contest_with_a_tie(browser, contest, entry):
    admin, other = make_admin(), make_admin()
    declare(make_juror(contest, admin), entry)
    browser.sign_in(contest.organisers[0].person)
    db.session.commit()
    assert browser.get(f"/contests/{contest.id}/entries").status_code == 200
    browser.sign_out()
    log = f"/contests/{contest.id}/audit"
    assert answers(browser, admin, [log, "/audit"]) == [404, 200]
    assert answers(browser, other, [log, "/audit"]) == [200, 200]

    def contests_in(reader):
        rows = db.session.scalars(rows_of_everybody(reader, Wanted()))
        return {row.contest_id for row in rows}

    assert contest.id not in contests_in(admin)
    assert contest.id in contests_in(other)


def test_an_organiser_beside_a_team_says_nothing_under_ideas_of_the_contest(
    browser, contest, free, both, entry, rival
):
    stand_beside(both, entry)
    for team in (entry.team, rival.team):
        idea = make_idea(team, team.owner)
        page = f"/ideas/{idea.id}/comments"
        for person, status in ((both, 404), (free, 303)):
            browser.sign_in(person)
            db.session.commit()
            assert browser.post(page, text="Xã tôi làm thử được").status_code == status
            browser.sign_out()
