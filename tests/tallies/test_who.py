"""Who finds a file of marks: organisers free of conflict who judge nothing, and nobody else."""

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import Organiser
from mentorhub.platform.db import db
from mentorhub.tallies.notices import who_may_confirm
from tests.factories import make_admin, make_juror, make_person
from tests.tallies.files import digest_on, filled, give, pass_on


@pytest.fixture
def where(browser, contest, cards, rows, organisers):
    return pass_on(browser.sign_in(organisers[0]), contest, filled(rows))


def seen(browser, person, contest, where):
    browser.sign_out().sign_in(person)
    pages = (f"/contests/{contest.id}/tallies", f"/contests/{contest.id}/tallies/blank.xlsx", where)
    found = [browser.get(page).status_code for page in pages]
    sent = [browser.post(f"{where}/{verb}", digest="0" * 64).status_code
            for verb in ("passing-on", "confirmation")]  # fmt: skip
    return found, sent


def test_strangers_jurors_teams_and_administrators_find_nothing(
    browser, contest, cards, where, organisers
):
    people = [
        make_person("Người Lạ", age=30),
        make_admin("Quản Trị", organisers[0].unit),
        cards[0].juror.person,
        cards[0].entry.team.members[0].person,
    ]
    for person in people:
        assert seen(browser, person, contest, where) == ([404] * 3, [404] * 2)


def test_an_organiser_on_the_jury_or_close_to_an_entry_finds_nothing(
    browser, contest, cards, where, organisers
):
    sitting, close = make_person("Vừa Chấm", age=40), cards[0].entry.team.members[0].person
    contest.organisers += [Organiser(person=sitting), Organiser(person=close)]
    make_juror(contest, sitting)
    for person in (sitting, close):
        assert seen(browser, person, contest, where) == ([404] * 3, [404] * 2)


def test_until_it_is_passed_on_only_its_giver_finds_it(browser, contest, cards, rows, organisers):
    where = give(browser.sign_in(organisers[0]), contest, filled(rows)).location
    assert digest_on(browser.get(where))
    assert seen(browser, organisers[1], contest, where) == ([200, 200, 404], [404, 404])
    listed = browser.get(f"/contests/{contest.id}/tallies").text
    assert where not in listed


def test_those_who_may_confirm_are_told_and_nobody_else(browser, contest, where, organisers):
    sitting = make_person("Vừa Chấm", age=40)
    contest.organisers.append(Organiser(person=sitting))
    make_juror(contest, sitting)
    db.session.flush()
    activity = db.session.scalar(select(Activity).where(Activity.verb == "judging.tally_given"))
    assert list(who_may_confirm(activity)) == [organisers[1]]


def test_the_page_is_found_from_the_progress_of_the_jury(browser, contest, cards, organisers):
    address = f"/contests/{contest.id}/tallies"
    page = browser.sign_in(organisers[0]).get(f"/contests/{contest.id}/judging").text
    assert address in page
    contest.scoring_opened_at = None
    assert address not in browser.get(f"/contests/{contest.id}/judging").text


def test_the_pages_of_marks_ask_for_the_second_step(browser, where, organisers):
    browser.sign_out().sign_in(organisers[1], second_step=False)
    assert browser.get(where).status_code == 302
    assert browser.post(f"{where}/confirmation", digest="0" * 64).status_code == 403
