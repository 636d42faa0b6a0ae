"""A juror without network: every sheet opens, no tap is lost, each arrives once and in order."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from mentorhub.accounts.actions import open_login
from mentorhub.judging.models import Scorecard, ScoreEvent
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person

pytestmark = pytest.mark.journey
ENTRIES, CRITERIA = 4, 5


@pytest.fixture
def hand(house):
    """A new contest; its juror with four sheets of five criteria, and another person."""
    with house.app.app_context(), transaction():
        contest = make_contest(
            days_left=-1, criteria=(10,) * CRITERIA, scoring_opened_at=now() - timedelta(hours=1)
        )
        juror = make_juror(contest, make_person("Mai Thế Hiển"))
        entries = [make_entry(None, contest, title=f"Bài {n}") for n in range(ENTRIES)]
        cards = [make_card(juror, entry).id for entry in entries]
        tokens = [
            open_login(person, device="journey", shared_computer=False)
            for person in (juror.person, make_person("Người Đến Sau"))
        ]
    return cards, tokens


@pytest.fixture
def device(visit, house):
    """A browser with somebody signed in, on a shared computer or on their own."""

    def sign_in(token, *, on=None, shared=False):
        juror = on or visit()
        signed = house.app.session_interface.get_signing_serializer(house.app)
        session = {"_user_id": token, "_fresh": True, "_permanent": not shared}
        name = house.app.config["SESSION_COOKIE_NAME"]
        cookie = {"name": name, "value": signed.dumps(session), "url": house.address}
        juror.context.add_cookies([cookie])
        return juror

    return sign_in


def holds(juror, count):
    juror.go("/judging")
    expect(juror.page.locator("#held")).to_contain_text(f"{count} phiếu")


def lose_network(juror):
    """From here on no style, script or picture may be missing: all is on the device."""
    juror.meant.add("ERR_INTERNET_DISCONNECTED")
    juror.lost = []
    juror.context.on("requestfailed", lambda it: juror.lost.append(it.url))
    juror.context.set_offline(True)


def mark(juror, criterion, points):
    juror.page.locator("fieldset.crit").nth(criterion).get_by_label(points, exact=True).check()
    expect(juror.page.locator("#saved")).to_contain_text("đang chờ mạng")


def kill_the_tab(juror):
    juror.page.close()
    juror.page = juror.context.new_page()


def stored(house, cards):
    """(the points of each card by criterion, every save in the order it came, their keys)."""
    with house.app.app_context():
        found = [db.session.get(Scorecard, key) for key in cards]
        points = [
            [int(mark.points) for mark in sorted(one.marks, key=lambda mark: mark.line.position)]
            for one in found
        ]
        events = db.session.scalars(
            select(ScoreEvent).where(ScoreEvent.scorecard_id.in_(cards)).order_by(ScoreEvent.id)
        ).all()
        saves = [
            (e.scorecard_id, *(int(float(it)) for it in e.content["points"].values()))
            for e in events
        ]
        return points, saves, [event.content["key"] for event in events]


def test_twenty_marks_without_network_arrive_once_and_in_order(device, house, hand):
    cards, (token, _other) = hand
    juror = device(token)
    holds(juror, ENTRIES)
    lose_network(juror)
    wanted = [[(n * CRITERIA + c) % 10 for c in range(CRITERIA)] for n in range(ENTRIES)]
    for card, points in zip(cards, wanted, strict=True):
        juror.go(f"/judging/cards/{card}")
        for criterion, given in enumerate(points):
            mark(juror, criterion, str(given))
        kill_the_tab(juror)
    assert stored(house, cards)[1] == []
    juror.go("/judging").reads(f"đang chờ mạng: {ENTRIES} phiếu")
    assert [url for url in juror.lost if "/static/" in url] == []
    juror.context.set_offline(False)
    expect(juror.page.locator("[data-behaviour=hand]")).to_be_hidden(timeout=15_000)
    expect(juror.page.locator("main")).to_contain_text(f"{ENTRIES} bài chờ nộp")
    points, saves, keys = stored(house, cards)
    assert points == wanted
    assert saves == [
        (card, given) for card, row in zip(cards, wanted, strict=True) for given in row
    ]
    assert len(set(keys)) == len(keys) == ENTRIES * CRITERIA


def test_one_window_writes_and_another_takes_over_what_it_kept(device, house, hand):
    cards, (token, _other) = hand
    juror = device(token)
    holds(juror, ENTRIES)
    lose_network(juror)
    first = juror.go(f"/judging/cards/{cards[0]}").page
    mark(juror, 0, "7")
    juror.page = juror.context.new_page()
    juror.go(f"/judging/cards/{cards[0]}").reads("đang mở ở một cửa sổ khác")
    expect(juror.page.locator("form#sheet")).to_have_js_property("inert", True)
    juror.page.get_by_role("button", name="Ghi ở đây").click()
    expect(juror.page.locator("form#sheet")).to_have_js_property("inert", False)
    expect(first.locator("form#sheet")).to_have_js_property("inert", True)
    expect(juror.page.locator("fieldset.crit").first.get_by_label("7", exact=True)).to_be_checked()
    mark(juror, 1, "8")
    juror.context.set_offline(False)
    expect(juror.page.locator("#saved")).to_contain_text("Đã lưu")
    expect(juror.page.locator("[name=version]")).to_have_value("3")  # both have been sent
    assert stored(house, cards)[0][0] == [7, 8]


def test_what_comes_too_late_is_told_and_can_be_taken_along(device, house, hand):
    cards, (token, _other) = hand
    juror = device(token)
    holds(juror, ENTRIES)
    lose_network(juror)
    juror.go(f"/judging/cards/{cards[0]}")
    mark(juror, 0, "7")
    with house.app.app_context(), transaction():
        db.session.get(Scorecard, cards[0]).contest.scoring_closed_at = now()
    juror.meant.add(409)
    juror.context.set_offline(False)
    expect(juror.page.locator("#stopped")).to_contain_text("Đã khóa chấm")
    juror.go("/judging").reads("Đã khóa chấm")
    with juror.page.expect_download() as kept:
        juror.page.get_by_role("button", name="Tải về").click()
    with open(kept.value.path(), encoding="utf-8") as file:
        assert re.search(r"^.*Bài 0\n.*: 7$", file.read())
    assert stored(house, cards)[1] == []


def kept_by(juror):
    """Are there sheets, and are there marks, in this browser?"""
    juror.page.wait_for_timeout(300)  # the page is shown before its worker has cleared up
    return juror.page.evaluate(
        "async () => [await caches.keys(), await indexedDB.databases()].map((it) => it.length > 0)"
    )


def test_whoever_signs_in_next_finds_nothing(device, house, hand):
    cards, (token, other) = hand
    juror = device(token)
    holds(juror, ENTRIES)
    juror.go(f"/judging/cards/{cards[0]}").page.wait_for_load_state("networkidle")
    juror.page.locator("fieldset.crit").first.get_by_label("7", exact=True).check()
    expect(juror.page.locator("#saved")).to_contain_text("Đã lưu")
    assert kept_by(juror) == [True, True]
    device(other, on=juror).go("/judging").reads("Chưa có bài để chấm")
    assert kept_by(juror) == [False, False]
    device(token, on=juror, shared=True).go("/judging").reads(f"0/{ENTRIES} bài")
    juror.page.wait_for_load_state("networkidle")
    assert kept_by(juror) == [False, False]
    holds(device(token, on=juror), ENTRIES)
    juror.page.locator("summary:has(.ava)").click()
    juror.page.get_by_role("button", name="Đăng xuất").click()
    juror.page.wait_for_load_state("networkidle")
    assert kept_by(juror) == [False, False]
