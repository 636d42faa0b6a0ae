"""A scoresheet in a real browser: it saves itself, survives the network, and never loses a text."""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from mentorhub.accounts.actions import open_login
from mentorhub.judging.models import Scorecard
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.factories import make_card, make_contest, make_entry, make_juror, make_person

pytestmark = pytest.mark.journey


@pytest.fixture
def card(house):
    """A new contest with one card: two criteria out of 10, one typed out of 30."""
    with house.app.app_context(), transaction():
        contest = make_contest(
            days_left=-1, criteria=(10, 10, 30), scoring_opened_at=now() - timedelta(hours=1)
        )
        made = make_card(
            make_juror(contest, make_person("Mai Thế Hiển")), make_entry(None, contest)
        )
        key, person = made.id, made.juror.person
        token = open_login(person, device="journey", shared_computer=False)
    return key, token


@pytest.fixture
def sit_down(visit, house, card):
    """The juror opens the sheet on one more device."""
    key, token = card

    def open_sheet(**given):
        juror = visit(**given)
        signed = house.app.session_interface.get_signing_serializer(house.app)
        cookie = {
            "name": house.app.config["SESSION_COOKIE_NAME"],
            "value": signed.dumps({"_user_id": token, "_fresh": True, "_permanent": True}),
            "url": house.address,
        }
        juror.context.add_cookies([cookie])
        juror.go(f"/judging/cards/{key}")
        juror.page.wait_for_load_state("networkidle")  # its scripts come after the page
        return juror

    return open_sheet


def stored(house, card):
    with house.app.app_context():
        found = db.session.get(Scorecard, card[0])
        points = {mark.line.position: mark.points for mark in found.marks}
        return [points.get(position) for position in range(3)], found.feedback


def mark(juror, criterion, points):
    juror.page.locator("fieldset.crit").nth(criterion).get_by_label(points, exact=True).check()


def number(juror):
    return juror.page.locator(".scale__number input")


def says(juror, sentence):
    expect(juror.page.locator("#saved")).to_contain_text(sentence)


def comes_to_be(feedback, house, card):
    """Each save goes by itself, in its order: the last of them is waited for."""
    until = time.monotonic() + 5
    while stored(house, card)[1] != feedback and time.monotonic() < until:
        time.sleep(0.1)
    assert stored(house, card)[1] == feedback


def saved(juror, version):
    expect(juror.page.locator("[name=version]")).to_have_value(str(version))


def test_every_tap_is_saved_and_the_total_follows(sit_down, house, card):
    juror = sit_down()
    mark(juror, 0, "8")
    saved(juror, 2)
    says(juror, "Đã lưu")
    number(juror).fill("17,5")
    saved(juror, 3)
    expect(juror.page.locator("#total")).to_have_text("25,5")
    expect(juror.page.locator("#done")).to_have_text("2/3 tiêu chí")
    assert stored(house, card) == ([8, None, 17.5], "")
    mark(juror, 1, "4")
    expect(juror.page.locator("#onwards")).to_have_text("Xem lại và nộp")


def test_digits_mark_where_the_focus_stands(sit_down, house, card):
    juror = sit_down()
    row = juror.page.locator("fieldset.crit").nth(0)
    row.get_by_label("Chưa chấm").focus()
    juror.page.keyboard.press("7")
    saved(juror, 2)
    juror.page.keyboard.type("10")
    expect(row.get_by_label("10", exact=True)).to_be_focused()
    expect(juror.page.locator("#total")).to_have_text("10,0")
    juror.page.keyboard.press("x")
    expect(row.get_by_label("10", exact=True)).to_be_checked()


def tabs_to(juror, wanted):
    """Tab after tab until the focus stands there: a control that Tab does not reach fails this."""
    for _tab in range(80):
        juror.page.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached")


def test_with_the_keyboard_alone_from_the_list_to_the_locked_sheet(sit_down, house, card):
    """No mouse, and what was kept is said where a screen reader listens."""
    juror = sit_down()
    page = juror.page
    juror.go("/judging")
    tabs_to(juror, page.get_by_role("link", name="Chấm tiếp bài 1", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/judging/cards/{card[0]}")
    page.wait_for_load_state("networkidle")
    status = page.get_by_role("status").filter(has_text="Đã lưu")
    for at, figure in enumerate(("7", "10")):
        first = page.locator("fieldset.crit").nth(at).get_by_label("Chưa chấm")
        tabs_to(juror, first)
        page.keyboard.type(figure)
        saved(juror, at + 2)
        expect(status).to_be_visible()
    tabs_to(juror, number(juror))
    page.keyboard.type("17,5")
    saved(juror, 4)
    tabs_to(juror, page.locator("#feedback"))
    page.keyboard.type("Ý tưởng rõ, cần thêm số liệu.")
    comes_to_be("Ý tưởng rõ, cần thêm số liệu.", house, card)
    expect(status).to_be_visible()
    tabs_to(juror, page.locator(".dock button"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/submission")
    tabs_to(juror, page.get_by_role("button", name="Nộp và khóa phiếu"))
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    juror.go(f"/judging/cards/{card[0]}")
    expect(page.locator("fieldset.crit")).to_have_count(0)
    expect(page.locator(".chip").filter(has_text="Đã nộp").first).to_be_visible()
    assert stored(house, card) == ([7, 10, 17.5], "Ý tưởng rõ, cần thêm số liệu.")


def test_without_script_the_button_saves(sit_down, house, card):
    juror = sit_down(script=False)
    mark(juror, 0, "8")
    number(juror).fill("17.5")
    juror.press("Lưu, về danh sách")
    assert stored(house, card) == ([8, None, 17.5], "")


def test_what_is_typed_without_network_outlives_the_tab(sit_down, house, card):
    juror = sit_down()
    juror.context.set_offline(True)
    mark(juror, 0, "8")
    number(juror).fill("17,5")
    says(juror, "đang chờ mạng")
    juror.page.close()
    juror.context.set_offline(False)
    assert stored(house, card) == ([None, None, None], "")
    juror.wrongs.clear()
    juror.page = juror.context.new_page()
    juror.go(f"/judging/cards/{card[0]}")
    expect(number(juror)).to_have_value("17,5")
    saved(juror, 3)  # each tap is sent by itself, in its order
    assert stored(house, card) == ([8, None, 17.5], "")


def test_two_devices_are_shown_both_texts_and_the_juror_decides(sit_down, house, card):
    phone, laptop = sit_down(), sit_down()
    laptop.meant.add(409)
    phone.page.locator("#feedback").fill("Từ điện thoại")
    saved(phone, 2)
    laptop.page.locator("#feedback").fill("Từ máy tính")
    both = laptop.page.locator("#differing")
    expect(both).to_contain_text("Từ máy tính")
    expect(both).to_contain_text("Từ điện thoại")
    laptop.page.locator("#feedback").fill("Từ máy tính, viết thêm")
    assert stored(house, card)[1] == "Từ điện thoại"
    laptop.page.get_by_role("button", name="Giữ nội dung ở đây").click()
    comes_to_be("Từ máy tính, viết thêm", house, card)
    phone.meant.add(409)
    phone.page.locator("#feedback").fill("Muộn rồi")
    phone.page.get_by_role("button", name="Lấy nội dung đã lưu").click()
    expect(phone.page.locator("#feedback")).to_have_value("Từ máy tính, viết thêm")
