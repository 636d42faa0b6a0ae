"""A scoresheet as a screen reader tells it: names, marks, what was kept, and what differs."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_scoresheet import card, number, saved, sit_down

__all__ = ["card", "sit_down"]  # the same sheet, by ear

pytestmark = pytest.mark.journey


def test_each_row_says_its_criterion_points_and_mark(sit_down):
    juror = sit_down()
    page = juror.page
    for at in (1, 2):
        row = page.get_by_role("group", name=f"Tiêu chí {at}: Tiêu chí {at}, tối đa 10")
        expect(row.get_by_role("radio", name="Chưa chấm")).to_be_checked()
        row.get_by_role("radio", name="8", exact=True).check()
        saved(juror, at + 1)
        expect(page.get_by_role("status").filter(has_text="Đã lưu")).to_be_visible()
    expect(page.get_by_role("textbox", name="Điểm, từ 0 đến 30")).to_have_value("")


def test_a_text_changed_elsewhere_is_said_at_once_with_both(sit_down):
    phone, laptop = sit_down(), sit_down()
    laptop.meant.add(409)
    number(phone).fill("10")
    saved(phone, 2)
    expect(laptop.page.get_by_role("alert")).to_have_count(0)
    number(laptop).fill("12")
    aloud = laptop.page.get_by_role("alert")
    expect(aloud).to_contain_text("10")
    expect(aloud).to_contain_text("12")
    expect(aloud.get_by_role("button")).to_have_count(2)
