"""A submitted sheet has a receipt: signed, checkable by anybody, and silent about points."""

import json

import pytest

from mentorhub.judging import actions, queries
from mentorhub.platform.db import db
from tests.judging.marks import history, save
from tests.judging.sheets import address

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def submitted(card):
    save(card, ["8.5", "7"], notes=["Rõ"], feedback="Tốt.")
    actions.submit(queries.card_to_mark(card.id), by=card.juror.person)
    db.session.flush()
    return card


@pytest.fixture
def receipt(submitted):
    return queries.sheet_receipt_of(submitted)


def file_of(card):
    sheet = queries.rubric_with_marks(card)
    return actions.receipts.file_of(queries.sheet_receipt_of(card), card, sheet)


def test_submitting_gives_one_receipt_however_often_it_is_pressed(submitted, receipt):
    actions.submit(queries.card_to_mark(submitted.id), by=submitted.juror.person)
    assert [event.kind for event in history(submitted)].count("submitted") == 1
    assert queries.sheet_receipt_of(submitted) is receipt


def test_anybody_may_check_the_code_and_learns_no_points(submitted, receipt, browser):
    page = browser.get(f"/receipts/{receipt.code.lower()}").text
    assert "This receipt is genuine" in page
    assert submitted.entry.code in page
    secret = ("8.50", "Tốt.", "Rõ", submitted.juror.person.display_name, receipt.salt)
    assert [word for word in secret if word in page] == []


def test_the_juror_downloads_a_file_that_proves_every_mark(submitted, desk):
    file = desk.get(address(submitted, "/receipt.json"))
    assert file.headers["Content-Disposition"].endswith(".json")
    told = json.loads(file.text)
    assert [points for _line, points, _note in told["content"]["marks"]] == ["8.50", "7.00"]
    assert actions.receipts.verdict(told["statement"]["code"], file.text)["verdict"] == "valid"


@pytest.mark.parametrize("part", ["statement", "content"])
def test_an_altered_file_is_told(submitted, receipt, part):
    told = json.loads(file_of(submitted))
    told[part]["stage" if part == "statement" else "feedback"] = 9
    assert actions.receipts.verdict(receipt.code, json.dumps(told))["verdict"] == "altered"


def test_an_altered_row_is_told_and_an_unknown_code_is_not_ours(receipt):
    receipt.version += 1
    assert actions.receipts.verdict(receipt.code, "")["verdict"] == "altered"
    assert actions.receipts.verdict("AAAA-AAAA-AA", "") is None


def test_opened_again_the_sheet_gets_another_receipt(submitted, receipt):
    actions.reopen(submitted, reason="Nhập nhầm ở tiêu chí một", by=submitted.juror.person)
    save(submitted, ["9", "7"])
    assert "content" not in json.loads(file_of(submitted))
    actions.submit(queries.card_to_mark(submitted.id), by=submitted.juror.person)
    assert queries.sheet_receipt_of(submitted).digest != receipt.digest
    assert actions.receipts.verdict(receipt.code, "")["verdict"] == "valid"


def test_a_sheet_that_is_open_has_none(card, desk):
    assert desk.get(address(card, "/receipt.json")).status_code == 404
