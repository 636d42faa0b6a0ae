"""Ways from the pages of results: to the minutes for who may read them, and to what is open."""

import json
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from mentorhub.judging import actions as judging
from mentorhub.judging.models import Scorecard
from mentorhub.platform.db import db
from mentorhub.publishing import actions, queries
from mentorhub.sheets.domain.reading import rows_of
from mentorhub.teams.models import Tie, TieKind
from tests.factories import make_entry, make_person, make_table
from tests.pdf_text import pages

FORMULA = '=cmd|" /C calc"!A1'


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


def test_page_minutes_file_and_fingerprint_name_one_result(browser, ended, first):
    """R16: each place that tells a digest tells those of the table and the ledger that stand."""
    ledger = queries.ledger_of(ended)
    page = browser.get(f"/results/{ended.contest_id}").text
    file = browser.get(f"/results/tables/{ended.id}/results.jsonl")
    assert sha256(file.data).hexdigest() == ledger.digest
    assert json.loads(file.data.splitlines()[-2])["digest"] == ended.digest
    pdf = browser.sign_in(first).get(f"/results/tables/{ended.id}/minutes.pdf").data
    printed = "".join("".join(one.split()) for one in pages(pdf))
    for told in (page, printed):
        assert ended.digest in told
        assert ledger.digest in told
    entries = [(one.rank, one.entry.title) for one in ended.places]
    rows = rows_of(browser.get(f"/results/tables/{ended.id}/table.csv").data)
    assert [(int(row[0]), row[2]) for row in rows[1:]] == entries


def test_a_team_called_like_a_formula_is_a_name_in_the_table(browser, ended):
    """T46."""
    ended.places[0].entry.team.name = ended.places[0].entry.title = FORMULA
    db.session.commit()
    address = f"/results/tables/{ended.id}/table"
    told = browser.get(f"{address}.csv").data.decode("utf-8-sig")
    assert told.count("'=cmd") == 2
    assert ";=cmd" not in told.replace('"', "")
    file = browser.get(f"{address}.xlsx").data
    assert sum(row.count(FORMULA) for row in rows_of(file)) == 2
    with ZipFile(BytesIO(file)) as parts:
        sheets = [parts.read(one).decode() for one in parts.namelist() if "sheets/" in one]
    assert sheets
    assert not any("<f>" in one for one in sheets)
