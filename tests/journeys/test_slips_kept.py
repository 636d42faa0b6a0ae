"""Typing for somebody in a real browser: two tabs, a lost network, a killed browser, two clicks."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from mentorhub.accounts.actions import open_login
from mentorhub.platform.db import db, transaction
from mentorhub.slips.models import Slip
from tests.factories import make_officer, make_unit
from tests.journeys.typist import SLIPS
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey
KEPT = "Đã lưu trên máy này"


@pytest.fixture
def officer(house):
    with house.app.app_context(), transaction():
        person = make_officer(make_unit("Xã Hai Cửa"))
        return person.id, open_login(person, device="journey", shared_computer=False)


@pytest.fixture
def sit_down(visit, house, officer):
    """The officer with one more browser; what a browser keeps comes with its state."""

    def open_browser(**given):
        writer = visit(size=PHONE, **given)
        signed = house.app.session_interface.get_signing_serializer(house.app)
        value = signed.dumps({"_user_id": officer[1], "_fresh": True, "_permanent": True})
        name = house.app.config["SESSION_COOKIE_NAME"]
        writer.context.add_cookies([{"name": name, "value": value, "url": house.address}])
        return writer

    return open_browser


def opened(page, path):
    with page.expect_response("**/unfinished*.js"):
        page.goto(path, wait_until="load")
    page.wait_for_load_state("networkidle")
    return page


def copy(page, slip):
    name, year, title, *texts = slip
    page.locator("[name=agreed][value=signed]").check(force=True)
    facts = dict(zip(("problem", "solution", "benefit"), texts, strict=True))
    for field, text in {"name": name, "birth_year": year, "title": title, **facts}.items():
        page.locator(f"[name={field}]").fill(str(text))


def killed(writer):
    left = writer.context.storage_state()  # what is on the disk of the phone
    writer.wrongs.clear()
    writer.context.close()
    return left


def titles(house, officer):
    with house.app.app_context():
        slips = db.session.scalars(select(Slip).where(Slip.helper_id == officer[0])).all()
        return sorted(slip.idea.title for slip in slips)


KEPT_HERE = "Object.keys(localStorage).filter((it) => it.startsWith('slip'))"


def kept(page):
    return page.evaluate(KEPT_HERE)


@pytest.mark.parametrize("path", ["/slips/new", "/slips/pile"])
def test_two_tabs_keep_a_slip_each_through_a_kill(sit_down, house, officer, path):
    writer = sit_down()
    first, second = opened(writer.page, path), opened(writer.context.new_page(), path)
    copy(first, SLIPS[0])
    copy(second, SLIPS[1])
    again = sit_down(state=killed(writer))
    found = [opened(page, path) for page in (again.page, again.context.new_page())]
    shown = {page.locator("[name=title]").input_value() for page in found}
    assert shown == {SLIPS[0][2], SLIPS[1][2]}
    opened(again.context.new_page(), path)
    expect(again.context.pages[-1].locator("[name=title]")).to_have_value("")
    for page in found:
        expect(page.locator("#saved")).to_contain_text(KEPT)
        with page.expect_response("**/slips/pile/words"):
            page.locator("form[data-save] button.btn:not([name])").first.click()
        page.wait_for_load_state("networkidle")
    assert titles(house, officer) == sorted(shown)
    found[0].wait_for_function(f"() => !{KEPT_HERE}.length")


def test_without_a_network_it_waits_on_the_phone(sit_down, house, officer):
    writer = sit_down()
    page = opened(writer.page, "/slips/new")
    copy(page, SLIPS[0])
    writer.context.set_offline(True)
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.locator("#saved")).to_contain_text("Mất mạng")
    assert titles(house, officer) == []
    again = sit_down(state=killed(writer))
    page = opened(again.page, "/slips/new")
    expect(page.locator("[name=benefit]")).to_have_value(SLIPS[0][5])
    page.get_by_role("button", name="Lưu nháp").dblclick()
    page.wait_for_url("**/slips/*-*")
    again.reads(SLIPS[0][2])
    assert titles(house, officer) == [SLIPS[0][2]]
    assert kept(page) == []


def test_two_tabs_on_one_slip_see_both_texts(sit_down, house, officer):
    writer = sit_down()
    page = opened(writer.page, "/slips/new")
    copy(page, SLIPS[0])
    page.get_by_role("button", name="Lưu nháp").click()
    page.wait_for_url("**/slips/*-*")
    path = page.url.split("?")[0] + "/edit"
    first, second = opened(page, path), opened(writer.context.new_page(), path)
    first.locator("[name=title]").fill("Phao tre")
    second.locator("[name=title]").fill("Phao nhựa")
    first.get_by_role("button", name="Lưu nháp").click()
    first.wait_for_url("**/slips/*-*")
    writer.meant |= {409, 422}
    second.get_by_role("button", name="Lưu nháp").click()
    expect(second.locator("#theirs")).to_be_visible()
    expect(second.locator("body")).to_contain_text("Phao tre")
    expect(second.locator("[name=title]")).to_have_value("Phao nhựa")
    assert titles(house, officer) == ["Phao tre"]
    second.get_by_role("button", name="Lưu nháp").click()
    expect(second.locator("h1")).to_contain_text("Phao nhựa")
    assert titles(house, officer) == ["Phao nhựa"]
    assert kept(second) == []


def test_it_can_be_deleted_from_the_phone(sit_down, house, officer):
    page = opened(sit_down().page, "/slips/pile")
    copy(page, SLIPS[0])
    page.get_by_role("button", name="Xóa khỏi máy này").click()
    expect(page.locator("[name=title]")).to_have_value("")
    assert kept(page) == []
