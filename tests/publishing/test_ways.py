"""Ways from the pages of results: to the minutes for who may read them, and to what is open."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.judging import actions as judging
from mentorhub.judging.models import Scorecard
from mentorhub.platform.db import db
from mentorhub.publishing import actions, queries
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_entry, make_person, make_table


@pytest.fixture
def ended(published):
    db.session.commit()
    return published


def test_after_publishing_organisers_come_to_the_minutes_from_results_and_complaints(
    browser, ended, first
):
    contest = ended.contest
    minutes = f"/results/tables/{ended.id}/minutes.pdf"
    browser.sign_in(first)
    for page in (f"/results/{contest.id}", f"/contests/{contest.id}/complaints"):
        assert minutes in browser.get(page).text
    assert browser.get(minutes).status_code == 200


def test_nobody_else_is_led_there(browser, ended, second):
    contest = ended.contest
    page, minutes = f"/results/{contest.id}", f"/results/tables/{ended.id}/minutes.pdf"
    assert "minutes.pdf" not in browser.get(page).text
    team, juror = ended.places[0].entry.team, judging.standings(contest).places[0]
    assert juror.readers == 4
    for person in (make_person(), team.members[0].person):
        assert "minutes.pdf" not in browser.sign_out().sign_in(person).get(page).text
        assert browser.get(minutes).status_code == 404
    db.session.add(Tie(team=team, person=second, kind=TieKind.MENTOR))  # close to an entry now
    db.session.commit()
    assert "minutes.pdf" not in browser.sign_out().sign_in(second).get(page).text
    assert browser.get(minutes).status_code == 404


def test_a_replaced_table_leads_to_its_own_minutes(browser, ended, first, second):
    contest = ended.contest
    entry = make_entry(contest=contest)
    judging.leave_with_few(contest, [entry.id], reason="Bài gửi muộn, không ai chấm", by=first)
    out = ended.places[2].entry
    facts = {"left_out": [out.id.hex], "reason": "Bài này không đủ điều kiện"}
    actions.agree(make_table(contest, **facts, by=first), by=second)
    db.session.commit()
    page = browser.sign_in(first).get(f"/results/tables/{ended.id}").text
    assert f"/results/tables/{ended.id}/minutes.pdf" in page
    assert f"/results/tables/{queries.published_for(contest).id}/minutes.pdf" not in page


def test_each_check_says_what_it_is_about_and_no_other(browser, closed, first):
    """Nothing is missing, and one sheet lies far from the others: only that line is open."""
    (first_sheet, *_) = db.session.scalars(select(Scorecard))
    for mark in first_sheet.marks:
        mark.points = Decimal(0)
    db.session.commit()
    assert len(judging.unconfirmed(closed)) == 1
    page = browser.sign_in(first).speak("en").get(f"/contests/{closed.id}/results/draft").text
    checks = page.split('id="checks"')[1].split("</ul>")[0].split("<li>")[1:]
    told = {one.split("</b>")[0].split("<b>")[1]: "Fine" in one for one in checks}
    assert told == {
        "Every scoresheet is in or waived": True,
        "The table has entries with a scoresheet": True,
        "Every entry has the readers the rules promise, or a reason why not": True,
        "No tie crosses a border between prizes": True,
        "Sheets far from the others were asked about": False,
        "There is a second organiser": True,
    }
