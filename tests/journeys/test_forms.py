"""An organiser builds a form of six kinds without code; a team fills it in over a bad network."""

import re

import pytest
from playwright.sync_api import expect

from mentorhub.accounts.actions import open_login
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState
from mentorhub.platform.db import db, transaction
from mentorhub.questions.queries import questions_of
from tests.factories import make_contest, make_entry, make_person, make_team
from tests.journeys.test_axe import problems
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey
WORDS = {
    "title": "Bản đồ độ mặn",
    "summary": "Nước mặn đến đâu, bà con biết đến đó.",
    "problem": "Không biết lúc nào nên đóng cống.",
    "solution": "Mỗi ấp một bút đo.",
    "benefit": "Hai trăm hộ biết trước hai ngày.",
}


@pytest.fixture
def sit_down(visit):
    def open_browser(token, path, **given):
        return opened(visit(**given).carry(token), path)

    return open_browser


@pytest.fixture
def contest(house):
    """An open contest, its organiser, and a team with a draft in it."""
    with house.app.app_context(), transaction():
        organiser, owner = make_person("Phạm Tổ Chức", age=35), make_person("Lê Thảo")
        made = make_contest(organiser)
        entry = make_entry(make_team(owner), made, state=EntryState.DRAFT, **WORDS)
        people = (organiser, owner)
        tokens = [open_login(one, device="journey", shared_computer=False) for one in people]
        return made.id, entry.id, *tokens


def opened(somebody, path):
    somebody.go(path)
    somebody.page.wait_for_load_state("networkidle")  # its scripts come after the page
    return somebody


def ask(organiser, kind, label, *, required=False, **boxes):
    page = organiser.page
    page.get_by_role("link", name=kind, exact=True).click()
    page.get_by_label("Câu hỏi", exact=True).fill(label)
    page.locator("#reason").fill("Ban giám khảo cần biết.")  # the contest is announced
    for name, value in boxes.items():
        box = page.locator(f"#{name}")
        if name == "depends":
            box.select_option(label=value)
        else:
            box.fill(value)
    if required:
        page.get_by_label("Bắt buộc trả lời").check()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Câu hỏi đã có trong biểu mẫu.")).to_be_visible()


def build(organiser):
    ask(organiser, "Số", "Số tiền xin hỗ trợ (đồng)", required=True, most="18000000")
    ask(organiser, "Chọn một", "Đã thử chưa?", choices_vi="Chưa\nRồi", required=True)
    condition = "Chỉ khi câu “Đã thử chưa?” được trả lời là “Rồi”."
    ask(organiser, "Chữ ngắn", "Thử ở đâu?", depends=condition, required=True)
    ask(organiser, "Chọn nhiều", "Tiền dùng vào việc gì?", choices_vi="Thiết bị\nĐi lại")
    ask(organiser, "Bảng danh sách người", "Ai làm việc gì?", most="2")
    ask(organiser, "Ngày", "Ngày bắt đầu")


def asked(house, contest_id):
    with house.app.app_context():
        return [one.label["vi"] for one in questions_of(db.session.get(Contest, contest_id))]


def answers(house, contest_id, entry_id):
    with house.app.app_context():
        given = db.session.get(Entry, entry_id).answers
        rows = questions_of(db.session.get(Contest, contest_id))
        return {one.label["vi"]: given[one.key] for one in rows if one.key in given}


def move_up(organiser):
    """By the keyboard: nothing needs a mouse."""
    organiser.page.get_by_role("button", name="Đưa “Ngày bắt đầu” lên").focus()
    organiser.page.keyboard.press("Enter")
    expect(organiser.page.locator("ol.list > li").nth(4)).to_contain_text("Ngày bắt đầu")


def fill_in(team):
    page, where = team.page, team.page.get_by_label("Thử ở đâu?")
    expect(where).to_be_hidden()
    page.get_by_label("Lĩnh vực").select_option("moi-truong")
    page.get_by_label("Đã thử chưa?").select_option(label="Rồi")
    expect(where).to_be_visible()
    page.get_by_label("Số tiền xin hỗ trợ (đồng)").fill("12.500.000")
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Đã lưu \d\d"))


def write_without_a_network(team):
    page = team.page
    team.context.set_offline(True)
    page.get_by_label("Thử ở đâu?").fill("Xã Vĩnh Hậu")
    page.get_by_label("Thiết bị").check()
    page.get_by_label("Đi lại").check()
    page.get_by_label("Họ và tên, dòng 1").fill("Lê Thảo")
    expect(page.locator("#saved")).to_contain_text("Đã lưu trên máy này")


def come_back_and_send(team, entry_id):
    page = team.page
    team.wrongs.clear()  # the browser says of each try that it did not get through
    team.context.set_offline(False)
    expect(page.locator("#saved")).to_contain_text(re.compile(r"Đã lưu \d\d"), timeout=10_000)
    opened(team, f"/entries/{entry_id}/edit")
    expect(page.get_by_label("Thử ở đâu?")).to_have_value("Xã Vĩnh Hậu")
    expect(page.get_by_label("Đi lại")).to_be_checked()
    expect(page.locator("[data-part] [data-when=open]:visible")).to_have_count(0)
    team.go(f"/entries/{entry_id}/preview")
    expect(page.locator("main")).to_contain_text("Xã Vĩnh Hậu")
    expect(page.locator("main")).not_to_contain_text("Lê Thảo")  # the jury reads without names
    team.go(f"/entries/{entry_id}/submission")
    page.locator("main form button.btn").click()
    page.wait_for_url("**/receipt")


def test_a_form_of_six_kinds_is_built_and_filled_in_over_a_lost_network(sit_down, house, contest):
    contest_id, entry_id, organiser_token, team_token = contest
    organiser = sit_down(organiser_token, f"/contests/{contest_id}/questions")
    build(organiser)
    move_up(organiser)
    assert asked(house, contest_id)[-2:] == ["Ngày bắt đầu", "Ai làm việc gì?"]
    team = sit_down(team_token, f"/entries/{entry_id}/edit", size=PHONE)
    fill_in(team)
    write_without_a_network(team)
    kept = answers(house, contest_id, entry_id)
    assert set(kept) == {"Số tiền xin hỗ trợ (đồng)", "Đã thử chưa?"}
    come_back_and_send(team, entry_id)
    sent = answers(house, contest_id, entry_id)
    assert sent["Số tiền xin hỗ trợ (đồng)"] == "12500000"
    assert (sent["Thử ở đâu?"], len(sent["Tiền dùng vào việc gì?"])) == ("Xã Vĩnh Hậu", 2)
    assert sent["Ai làm việc gì?"] == [{"name": "Lê Thảo", "part": ""}]


def test_a_killed_browser_opens_with_every_tick_and_row(sit_down, house, contest):
    contest_id, entry_id, organiser_token, team_token = contest
    build(sit_down(organiser_token, f"/contests/{contest_id}/questions"))
    team = sit_down(team_token, f"/entries/{entry_id}/edit", size=PHONE)
    team.context.set_offline(True)
    for label in ("Thiết bị", "Đi lại"):
        team.page.get_by_label(label).check()
    team.page.get_by_label("Họ và tên, dòng 2").fill("Trần Nam")
    expect(team.page.locator("#saved")).to_contain_text("Đã lưu trên máy này")
    state = team.context.storage_state()
    team.wrongs.clear()
    team.context.close()
    again = sit_down(team_token, f"/entries/{entry_id}/edit", size=PHONE, state=state)
    expect(again.page.locator("#saved")).to_contain_text(re.compile(r"Đã lưu \d\d"), timeout=10_000)
    kept = answers(house, contest_id, entry_id)
    assert len(kept["Tiền dùng vào việc gì?"]) == 2
    assert kept["Ai làm việc gì?"] == [{"name": "Trần Nam", "part": ""}]
    with house.app.app_context():
        team_size = len(db.session.get(Entry, entry_id).team.members)
    expect(again.page.locator("[name=people]:checked")).to_have_count(team_size)


def test_the_pages_of_a_form_are_open_to_everybody(sit_down, house, contest):
    contest_id, entry_id, organiser_token, team_token = contest
    form = f"/contests/{contest_id}/questions"
    organiser = sit_down(organiser_token, form, size=PHONE)
    build(organiser)
    found = []
    for path in (form, f"{form}/new/several", f"{form}/preview"):
        opened(organiser, path)
        found += [f"{path} {problem}" for problem in problems(organiser)]
    team = sit_down(team_token, f"/entries/{entry_id}/edit", size=PHONE)
    for path in (f"/entries/{entry_id}/edit", f"/entries/{entry_id}/preview"):
        opened(team, path)
        found += [f"{path} {problem}" for problem in problems(team)]
    assert found == [], "\n".join(found)
