"""The juror's desk: the list, the sheet and what is sent from it."""

import re
from decimal import Decimal

import pytest
from sqlalchemy import select

from mentorhub.judging import queries
from mentorhub.judging.models import CardState, ScoreEvent
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_card, make_entry, make_person
from tests.judging.sheets import address, answers, field, points_of


def test_the_list_tells_what_is_left_in_the_order_drawn(desk, scoring, juror):
    for position, points, state in (
        (2, ["20.5", 9], CardState.SUBMITTED),
        (1, [5, None], CardState.STARTED),
        (3, [5, 5], CardState.STARTED),
        (4, None, CardState.ASSIGNED),
    ):
        entry = make_entry(contest=scoring, title=f"Bài số {position}")
        make_card(juror, entry, points, state=state, position=position)
    page = desk.get("/judging").text
    assert re.findall(r"Bài số \d", page) == ["Bài số 1", "Bài số 2", "Bài số 3", "Bài số 4"]
    assert "1/4 bài đã chấm" in page
    assert "1 bài chấm dở · 1 bài chờ nộp · 0 bài có xung đột lợi ích" in page
    assert "Chấm tiếp bài 1" in page
    assert "29,5" in page


def test_a_person_without_a_seat_sees_an_empty_list(browser):
    page = browser.sign_in(make_person()).get("/judging")
    assert page.status_code == 200
    assert "Chưa có bài để chấm" in page.text


def test_a_blind_contest_hides_the_team_from_its_jurors(desk, card):
    card.entry.team.name = "Đội Rất Bí Mật"
    card.entry.team.unit.name = "Xã Không Ai Biết"
    pages = [desk.get(url).text for url in ("/judging", address(card), address(card, "/conflict"))]
    assert not any("Bí Mật" in page or "Không Ai Biết" in page for page in pages)
    card.contest.is_blind = False
    assert "Đội Rất Bí Mật" in desk.get(address(card)).text


def test_a_sheet_has_radios_for_few_steps_and_a_field_for_many(desk, card):
    page = desk.get(address(card)).text
    assert page.count(f'type="radio" name="{field(card, 1)}"') == 12
    assert f'inputmode="decimal" autocomplete="off" name="{field(card, 0)}"' in page


@pytest.mark.parametrize("typed", ["8,5", "8.5", " 8,50 "])
def test_points_are_read_with_a_comma_or_a_point(desk, card, typed):
    reply = desk.post(address(card), **answers(card, typed, ""))
    assert (reply.status_code, points_of(card)) == (302, [Decimal("8.50"), None])
    assert 'value="8,5"' in desk.get(address(card)).text


@pytest.mark.parametrize("typed", ["8,25", "31", "-1", "tám", "NaN", "1e400"])
def test_points_off_the_scale_keep_what_was_typed(desk, card, typed):
    reply = desk.post(address(card), **answers(card, typed, "5", feedback="Giữ lại"))
    assert reply.status_code == 422
    assert f'value="{typed}"' in reply.text
    assert "Giữ lại" in reply.text
    assert points_of(card) == [None, None]


def test_a_whole_sheet_leads_to_submitting_and_an_unfinished_one_onwards(desk, card, juror):
    following = make_card(juror, make_entry(contest=card.contest), position=9)
    reply = desk.post(address(card), **answers(card, "8", ""))
    assert reply.location == address(following)
    reply = desk.post(address(card), **answers(card, "8", "5"))
    assert reply.location == address(card, "/submission")
    assert "Nộp và khóa phiếu" in desk.get(reply.location).text
    assert desk.post(address(card, "/submission")).status_code == 302
    assert card.is_submitted


def test_an_unfinished_sheet_is_not_submitted(desk, card):
    desk.post(address(card), **answers(card, "8", ""))
    reply = desk.post(address(card, "/submission"))
    assert (reply.status_code, card.is_submitted) == (409, False)
    assert "Hãy chấm đủ các tiêu chí" in reply.text
    page = desk.get(address(card, "/submission")).text
    assert f"{address(card)}#{field(card, 1)}" in page
    assert f"{address(card)}#{field(card, 0)}" not in page
    assert "Nộp và khóa phiếu" not in page  # nothing to press that would be refused


def test_a_second_click_saves_and_submits_once(desk, card):
    sheet = answers(card, "8", "5")
    first, second = (desk.post(address(card), **sheet) for _ in range(2))
    assert (first.location, second.location) == (address(card, "/submission"),) * 2
    first, second = (desk.post(address(card, "/submission")) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    kinds = db.session.scalars(select(ScoreEvent.kind).order_by(ScoreEvent.id)).all()
    assert kinds == ["saved", "submitted"]


def test_a_stale_tab_is_shown_both_texts_and_may_then_decide(desk, card):
    stale = answers(card, "9", "", feedback="Từ thẻ cũ")
    desk.post(address(card), **answers(card, "8,5", "", feedback="Từ thẻ mới"))
    reply = desk.post(address(card), **stale)
    assert reply.status_code == 409
    assert points_of(card) == [Decimal("8.50"), None]
    for text in ('value="9"', "<b>9</b>", "<b>8,5</b>", "Từ thẻ cũ", "Từ thẻ mới"):
        assert text in reply.text
    version = re.search(r'name="version"[^>]*value="(\d+)"', reply.text)[1]
    reply = desk.post(address(card), **{**stale, "version": version, "key": "again"})
    assert (reply.status_code, points_of(card)) == (302, [Decimal("9.00"), None])


def test_a_submitted_sheet_is_read_but_not_changed(desk, card):
    desk.post(address(card), **answers(card, "8", "5"))
    desk.post(address(card, "/submission"))
    page = desk.get(address(card)).text
    assert "Đã khóa từ" in page
    assert 'name="points_' not in page
    reply = desk.post(address(card), **answers(card, "9", "5"))
    assert (reply.status_code, points_of(card)) == (409, [Decimal(8), Decimal(5)])


def test_a_sheet_after_the_closing_is_read_but_not_changed(desk, card):
    card.contest.scoring_closed_at = now()
    assert "Đã khóa chấm" in desk.get(address(card)).text
    assert desk.post(address(card), **answers(card, "9", "5")).status_code == 409
    assert points_of(card) == [None, None]


def test_declaring_a_conflict_gives_the_entry_away(desk, card, juror):
    reply = desk.post(address(card, "/conflict"), relation="family", details="Em họ")
    assert (reply.status_code, card.state) == (302, CardState.VOID)
    assert "Xung đột lợi ích" in desk.get("/judging").text
    assert "không còn được tính" in desk.get(address(card)).text
    assert desk.post(address(card), **answers(card, "9", "5")).status_code == 404


def test_a_conflict_needs_its_kind(desk, card):
    reply = desk.post(address(card, "/conflict"), relation="", details="")
    assert (reply.status_code, card.state) == (422, CardState.ASSIGNED)


def test_a_conflict_is_declared_by_code(desk, juror, entry):
    url = f"/jurors/{juror.id}/conflicts/new"
    assert desk.post(url, code="AG-77", relation="money").status_code == 409
    assert desk.post(url, code=entry.code, relation="money").status_code == 302
    assert queries.conflicts_in(juror.contest) == {(juror.id, entry.id)}
