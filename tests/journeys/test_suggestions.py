"""Tags suggested as one types, by keyboard alone, and ideas that are there already."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from mentorhub.ideas.models import Idea
from mentorhub.platform.db import db
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey
WRITER = "mentor"  # has no team, whose newest idea other journeys enter with


def writer_of_the_sample(visit, signed_in):
    return visit(size=PHONE, state=signed_in(WRITER))


def test_a_tag_is_chosen_by_keyboard_and_saved_with_the_draft(visit, signed_in, house):
    writer = writer_of_the_sample(visit, signed_in)
    writer.go("/ideas/new")
    writer.fill(title="Đo nước vuông tôm", sector="moi-truong").press("Lưu và tiếp tục")
    key = writer.path.split("/")[2]
    writer.go(f"/ideas/{key}/edit/3")
    writer.page.wait_for_load_state("networkidle")
    field = writer.page.get_by_role("combobox", name="Ý tưởng nói về gì? – từ 1")
    field.press_sequentially("nuoi e")
    option = writer.page.get_by_role("option", name="Nuôi ếch")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("Nuôi ếch")
    expect(option).to_be_hidden()
    field.press_sequentially("x")
    field.press("Escape")
    field.press("Backspace")
    writer.press("Lưu và xem lại")
    with house.app.app_context():
        idea = db.session.get(Idea, UUID(key))
        assert [tag.concept for tag in idea.tags] == ["frogs"]


def test_who_had_the_idea_before_is_shown_and_can_be_joined(visit, signed_in):
    writer = writer_of_the_sample(visit, signed_in)
    writer.go("/ideas/new")
    writer.page.wait_for_load_state("networkidle")
    writer.page.locator("#title").press_sequentially("nhat ky nuoi ech bang giong noi")
    link = writer.page.get_by_role("link", name="Cùng làm ý này: Nhật ký nuôi ếch bằng giọng nói")
    expect(link).to_be_visible()
    writer.follow(link)
    assert "/ideas/" in writer.path
