"""A sheet is saved without a page, while its juror goes on typing."""

import re
from decimal import Decimal

from sqlalchemy import event

from mentorhub.judging.models import CardState
from mentorhub.platform.db import db
from tests.judging.sheets import address, answers, field, points_of


def save_quietly(browser, card, **sheet):
    return browser.post_quietly(address(card, "/marks"), **sheet)


def test_the_quiet_save_answers_with_version_and_time(desk, card):
    reply = save_quietly(desk, card, **answers(card, "8,5", ""))
    assert reply.status_code == 200
    assert reply.json["version"] == 2
    assert re.fullmatch(r"\d\d:\d\d", reply.json["saved"])
    assert points_of(card) == [Decimal("8.50"), None]


def test_the_quiet_save_of_a_stale_version_answers_with_both_texts(desk, card):
    save_quietly(desk, card, **answers(card, "8,5", "3", feedback="Một"))
    reply = save_quietly(desk, card, **answers(card, "9", "3", version=1, feedback="Hai"))
    assert (reply.status_code, reply.json["version"]) == (409, 2)
    fields = reply.json["fields"]
    assert all(both.pop("label") for both in fields.values())
    assert fields == {
        "feedback": {"yours": "Hai", "stored": "Một"},
        field(card, 0): {"yours": "9", "stored": "8,5"},
    }
    assert points_of(card) == [Decimal("8.50"), Decimal("3.00")]


def test_the_quiet_save_repeats_its_first_answer(desk, card):
    sheet = answers(card, "8,5", "", key="k1")
    first = save_quietly(desk, card, **sheet)
    save_quietly(desk, card, **answers(card, "9", ""))
    again = save_quietly(desk, card, **sheet)
    assert (again.status_code, again.json["version"]) == (200, first.json["version"])
    assert points_of(card) == [Decimal("9.00"), None]


def test_the_quiet_save_names_the_field_that_is_wrong(desk, card):
    reply = save_quietly(desk, card, **answers(card, "99", ""))
    assert (reply.status_code, list(reply.json["errors"])) == (422, [field(card, 0)])
    assert reply.json["detail"].startswith(f"{card.contest.rubric[0].name['vi']}: ")


def test_a_quiet_save_after_the_lock_says_why(desk, card):
    card.state = CardState.SUBMITTED
    reply = save_quietly(desk, card, **answers(card, "9", ""))
    assert (reply.status_code, reply.json["detail"]) == (
        409,
        "Phiếu này đã nộp và đã khóa. Không có gì thay đổi.",
    )


def test_unknown_parts_of_a_sheet_are_refused(desk, card):
    reply = save_quietly(desk, card, **answers(card, "9", ""), state="submitted")
    assert (reply.status_code, card.state) == (400, CardState.ASSIGNED)


def test_a_save_asks_the_database_little(desk, card):
    """Who asks; the card, held; its criteria and marks; three rows written."""
    save_quietly(desk, card, **answers(card, "8", ""))
    sheet, asked = answers(card, "8", "4"), []
    connection = db.session.connection()

    def listen(conn, cursor, statement, *_):
        if statement.split()[0] not in ("SAVEPOINT", "RELEASE"):
            asked.append(statement)

    event.listen(connection, "before_cursor_execute", listen)
    reply = save_quietly(desk, card, **sheet)
    event.remove(connection, "before_cursor_execute", listen)
    assert reply.status_code == 200
    assert sorted(one.split()[0] for one in asked) == [
        "INSERT",
        "INSERT",
        "SELECT",
        "SELECT",
        "SELECT",
        "UPDATE",  # the length of the log
        "UPDATE",
    ]
