"""An organiser beside a team, or in one, tries to learn or move what a competitor must not."""

from datetime import timedelta

import pytest

from mentorhub.activity.actions import record
from mentorhub.console.queries import charges_of
from mentorhub.contests.models import JurorState, Organiser
from mentorhub.entries.notices import the_team_and_the_organisers
from mentorhub.judging import actions as judging
from mentorhub.judging import queries
from mentorhub.judging.models import CardState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing.notices import the_other_organisers
from mentorhub.teams.models import Tie, TieKind
from tests.factories import (
    make_card,
    make_contest,
    make_entry,
    make_juror,
    make_person,
    make_table,
    make_team,
)


@pytest.fixture
def contest(app):
    contest = make_contest(make_person("Lữ Hoài An", age=35), opened_days_ago=20, days_left=-5)
    contest.organisers += [Organiser(person=make_person(age=36)) for _ in range(2)]
    contest.scoring_opened_at = now() - timedelta(days=1)
    db.session.flush()
    return contest


@pytest.fixture
def free(contest):
    return contest.organisers[0].person


@pytest.fixture
def rival(contest):
    """Runs the contest and takes part in it."""
    person = contest.organisers[1].person
    make_entry(make_team(person, name="Đội của ban tổ chức"), contest)
    return person


@pytest.fixture
def mentor(contest):
    """Runs the contest and stands beside a team that has entered."""
    person = contest.organisers[2].person
    team = make_entry(make_team(name="Đội được cố vấn"), contest).team
    db.session.add(Tie(team=team, person=person, kind=TieKind.MENTOR))
    db.session.flush()
    return person


def test_a_competitor_fills_and_empties_no_seat(browser, contest, rival, free):
    invited = make_juror(contest, make_person(age=50), state=JurorState.INVITED)
    sitting = make_juror(contest, make_person(age=51))
    browser.sign_in(rival)
    assert browser.post(f"/jurors/{invited.id}/link").status_code == 404
    assert browser.get(f"/jurors/{sitting.id}").status_code == 404
    assert browser.post(f"/jurors/{sitting.id}/withdrawal").status_code == 404
    assert sitting.state is JurorState.ACCEPTED
    browser.sign_out().sign_in(free)
    assert browser.get(f"/jurors/{sitting.id}").status_code == 200


def test_a_mentor_of_an_entrant_sees_no_results_before_all(browser, contest, mentor, free):
    contest.scoring_closed_at = now()
    db.session.flush()
    page = f"/contests/{contest.id}/results/draft"
    assert browser.sign_in(mentor).get(page).status_code == 404
    assert browser.sign_out().sign_in(free, second_step=True).get(page).status_code == 200


def test_a_mentor_of_an_entrant_neither_agrees_nor_hears_of_the_table(
    browser, contest, mentor, free
):
    for entry in [make_entry(contest=contest)]:
        make_card(
            make_juror(contest), entry, [20, 10], state=CardState.SUBMITTED, submitted_at=now()
        )
    for entry_id in queries.hidden_from(mentor, contest):
        db.session.get(type(entry), entry_id).state = "withdrawn"
    contest.scoring_closed_at = now()
    db.session.flush()
    table = make_table(contest, by=free)
    told = record("results.prepared", table, by=free, contest_id=contest.id)
    assert mentor not in the_other_organisers(told)
    browser.sign_in(mentor)
    assert browser.post(f"/results/tables/{table.id}/agreement").status_code == 404
    assert browser.post(f"/results/tables/{table.id}/discarding").status_code == 404
    assert contest.published_at is None


def test_the_console_counts_nothing_of_what_is_hidden(contest, rival, mentor, free):
    juror = make_juror(contest)
    for entry in queries.entries_in(contest):
        make_card(juror, entry, [20, 10], state=CardState.SUBMITTED, submitted_at=now())

    def seen(person):
        (charge,) = charges_of(person)
        return charge.drafts, charge.entries, charge.marked, charge.cards

    assert seen(free) == (0, 2, 2, 2)
    assert seen(mentor) == (0, 1, 1, 1)
    assert seen(rival) == (0, 0, 0, 0)


def test_a_refusal_names_no_hidden_entry(contest, mentor, free):
    make_juror(contest)
    (entry,) = queries.entries_in(contest)
    with pytest.raises(Refused, match=entry.code):
        judging.propose(contest, readers=3)
    with pytest.raises(Refused) as refused:
        judging.propose(contest, readers=3, without=queries.hidden_from(mentor, contest))
    assert entry.code not in str(refused.value.message)


def test_a_competitor_hears_nothing_of_a_rivals_withdrawal(contest, rival, free):
    entry = make_entry(contest=contest)
    told = record("entry.withdrawn", entry, by=entry.team.owner, contest_id=contest.id)
    heard = {person.id for person in the_team_and_the_organisers(told)}
    assert free.id in heard
    assert rival.id not in heard
