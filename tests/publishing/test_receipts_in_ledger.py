"""A juror's receipt after the results: found in the published ledger, or disputed."""

import json

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.judging import actions as judging
from mentorhub.judging import queries as judged
from mentorhub.judging.domain.ledger import commitment, leaf, sheet_facts
from mentorhub.judging.models import Scorecard, ScoreEvent
from mentorhub.judging.notices import AUDIENCES
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.publishing import queries
from mentorhub.teams.models import Member
from tests.factories import make_person

pytestmark = pytest.mark.usefixtures("in_english")
WORDS = "The points of this sheet are not those I gave."


@pytest.fixture
def card(published):
    return db.session.scalars(select(Scorecard).order_by(Scorecard.id)).first()


@pytest.fixture
def receipt(card):
    return judged.sheet_receipt_of(card)


@pytest.fixture
def desk(browser, card):
    return browser.sign_in(card.juror.person)


def file_of(card):
    sheet = judged.rubric_with_marks(card)
    return judging.receipts.file_of(judged.sheet_receipt_of(card), card, sheet)


def leaf_of(card):
    return judged.receipt_of(card)


def test_the_file_holds_number_and_leaf_and_opens_it(card):
    told, event = json.loads(file_of(card)), leaf_of(card)
    assert (told["log"]["number"], told["log"]["leaf"]) == (event.position, event.leaf)
    sheet = commitment(told["opening"]["salt"], sheet_facts(card.entry_id, card.points))
    assert leaf(facts=told["opening"]["facts"], sheet=sheet).hex() == event.leaf
    ledger = queries.ledger_of(queries.published_for(card.contest)).text.splitlines()
    [leaves] = [json.loads(line)["leaves"] for line in ledger if line.startswith('{"leaves"')]
    assert leaves[told["log"]["number"]] == told["log"]["leaf"]


def test_by_its_code_a_receipt_is_found_without_the_number(browser, card, receipt):
    page = browser.get(f"/receipts/{receipt.code}").text
    assert "Its leaf stands in the published ledger" in page
    assert queries.ledger_of(queries.published_for(card.contest)).digest in page
    assert leaf_of(card).leaf not in page
    assert "Number" not in page
    assert "Dispute this sheet" not in page  # nobody is signed in


def test_by_its_file_its_juror_reads_the_number_too(desk, card):
    code = judged.sheet_receipt_of(card).code
    verdict = judging.receipts.verdict(code, file_of(card))
    assert verdict["facts"]["ledger"]["is_there"]
    assert verdict["facts"]["ledger"]["log"]["number"] == leaf_of(card).position
    assert "Dispute this sheet" in desk.get(f"/receipts/{code}").text


@pytest.mark.parametrize("part", ["number", "leaf", "code"])
def test_an_altered_number_or_leaf_is_told(card, receipt, part):
    told = json.loads(file_of(card))
    told["log"][part] = 3 if part == "number" else "ab" * 32
    assert judging.receipts.verdict(receipt.code, json.dumps(told))["verdict"] == "altered"


def test_the_leaf_of_another_receipt_is_not_taken_for_its_own(published, card, receipt):
    other = db.session.scalars(select(Scorecard).where(Scorecard.id != card.id)).first()
    told, foreign = json.loads(file_of(card)), json.loads(file_of(other))
    told |= {name: foreign[name] for name in ("log", "log_signature")}
    assert judging.receipts.verdict(receipt.code, json.dumps(told))["verdict"] == "altered"


def test_a_ledger_without_the_leaf_is_told(browser, card, receipt):
    ledger = queries.ledger_of(queries.published_for(card.contest))
    ledger.text = ledger.text.replace(leaf_of(card).leaf, "ab" * 32)
    db.session.flush()
    page = browser.get(f"/receipts/{receipt.code}").text
    assert "The published ledger of the results does not hold it" in page


def test_before_the_results_nothing_is_said_of_a_ledger(browser, closed):
    card = db.session.scalars(select(Scorecard)).first()
    page = browser.get(f"/receipts/{judged.sheet_receipt_of(card).code}").text
    assert "This receipt is genuine" in page
    assert "ledger" not in page
    with pytest.raises(Refused):
        judging.dispute(card, text=WORDS, by=card.juror.person)


def test_a_contest_that_is_over_is_found_by_its_juror(desk, card):
    db.session.commit()
    page = desk.get("/judging").text
    address = f"/jurors/{card.juror_id}/sheets"
    assert "Earlier contests" in page
    assert address in page
    sheets = desk.get(address).text
    assert sheets.count("/judging/cards/") == 3
    assert f"Number {leaf_of(card).position} in the log" in sheets
    assert leaf_of(card).leaf in desk.get(f"/judging/cards/{card.id}").text


def test_nobody_else_finds_them(browser, card):
    db.session.commit()
    others = [
        make_person(),
        card.contest.organisers[0].person,
        db.session.scalars(
            select(Scorecard).where(Scorecard.juror_id != card.juror_id)
        ).first().juror.person,
    ]  # fmt: skip
    for other in others:
        browser.sign_in(other)
        assert browser.get(f"/jurors/{card.juror_id}/sheets").status_code == 404
        assert browser.get(f"/judging/cards/{card.id}/dispute").status_code == 404
        browser.sign_out()


def test_a_dispute_goes_to_the_organisers_and_names_nobody(desk, card, first):
    db.session.commit()
    address = f"/judging/cards/{card.id}/dispute"
    for _click in range(2):
        assert desk.post(address, text=WORDS).status_code in (302, 404)
    events = select(ScoreEvent).where(ScoreEvent.kind == "disputed")
    assert [one.content["text"] for one in db.session.scalars(events)] == [WORDS]
    assert WORDS in desk.get(f"/judging/cards/{card.id}").text
    desk.sign_out().sign_in(first)
    page = desk.get(f"/contests/{card.contest_id}/complaints").text
    assert "Sheets disputed by their jurors" in page
    office = desk.get(f"{address}/answer").text
    assert WORDS in office
    assert judged.sheet_receipt_of(card).code in office
    assert "In the published ledger" in office
    assert "Giám Khảo" not in office
    answer = "The ledger holds your leaf; we compared the points with you by phone."
    desk.post(f"{address}/answer", text=answer)
    desk.sign_out().sign_in(card.juror.person)
    assert answer in desk.get(f"/judging/cards/{card.id}").text
    assert judging.first_break(card.contest) is None


def test_neither_a_team_nor_the_public_reads_a_dispute(browser, card):
    judging.dispute(judged.card_to_oversee(card.id), text=WORDS, by=card.juror.person)
    db.session.commit()
    assert WORDS not in browser.get(f"/results/{card.contest_id}").text
    assert WORDS not in browser.get(f"/receipts/{judged.sheet_receipt_of(card).code}").text
    browser.sign_in(card.entry.team.owner)
    assert WORDS not in browser.get(f"/entries/{card.entry_id}").text
    assert browser.get(f"/judging/cards/{card.id}/dispute/answer").status_code == 404


def test_an_organiser_close_to_an_entry_is_not_told(card, second):
    card.entry.team.members.append(Member(person=second))
    judging.dispute(judged.card_to_oversee(card.id), text=WORDS, by=card.juror.person)
    db.session.flush()
    activity = db.session.scalars(select(Activity).where(Activity.verb == "judging.disputed")).one()
    told = AUDIENCES["judging.disputed"](activity)
    assert [one.id for one in told] == [card.contest.organisers[0].person_id]
