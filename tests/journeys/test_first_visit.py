"""What a first visit costs on a slow network, and that nothing needs a script."""

import pytest
from playwright.sync_api import expect

from tests.journeys.story import Story
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey
WITH_FONTS, WITHOUT_FONTS = 80_000, 35_000  # bytes as they travel, compressed


def travelled(visitor, path):
    """{kind of resource: bytes on the wire} of one page opened with an empty cache."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    kinds, bytes_of = {}, {}
    session.on("Network.responseReceived", lambda it: kinds.update({it["requestId"]: it["type"]}))
    session.on(
        "Network.loadingFinished",
        lambda it: bytes_of.update({it["requestId"]: it["encodedDataLength"]}),
    )
    visitor.page.goto(path, wait_until="networkidle")
    found = {}
    for request, size in bytes_of.items():
        found[kinds[request]] = found.get(kinds[request], 0) + size
    return found


@pytest.mark.parametrize(
    ("role", "path"),
    [(None, "/"), (None, "/ideas"), (None, "/results"), ("juror", "/judging")],
)
def test_a_first_visit_is_light(role, path, visit, signed_in):
    found = travelled(visit(size=PHONE, state=role and signed_in(role)), path)
    assert found["Document"] > 1_000
    assert found["Stylesheet"] > 1_000
    assert sum(found.values()) <= WITH_FONTS
    assert sum(size for kind, size in found.items() if kind != "Font") <= WITHOUT_FONTS


def test_a_juror_opens_the_first_sheet_for_little(visit, signed_in):
    juror = visit(size=PHONE, state=signed_in("juror")).go("/judging")
    sheet = juror.page.locator('main a[href*="/judging/cards/"]').first.get_attribute("href")
    found = travelled(visit(size=PHONE, state=signed_in("juror")), sheet)
    assert found["Document"] > 1_000
    assert sum(found.values()) <= WITH_FONTS
    assert sum(size for kind, size in found.items() if kind != "Font") <= WITHOUT_FONTS


def test_an_idea_is_written_sent_and_approved_without_script(visit, signed_in, house):
    story = Story("vi", PHONE, visit, signed_in, house)
    writer = visit(size=PHONE, script=False, state=signed_in("young person, team owner"))
    writer.go("/ideas/new").fill(title="Phao báo rác không cần mạng", sector="moi-truong")
    writer.press("Lưu và tiếp tục")
    writer.fill(**{part: story.texts[part] for part in ("problem", "solution", "benefit")})
    writer.press("Lưu và tiếp tục")
    writer.fill(maturity="idea", visibility="public").press("Lưu và xem lại")
    writer.reads(story.texts["problem"]).press("Gửi cho đơn vị")
    writer.reads("Đang ở đơn vị.")
    officer = visit(script=False, state=signed_in("officer of the province")).go("/review")
    officer.page.get_by_role("checkbox", name="Phao báo rác không cần mạng").check()
    officer.press("Duyệt các ý tưởng đã chọn")
    officer.reads("Phao báo rác không cần mạng")
    visit(script=False).go("/ideas").reads("Phao báo rác không cần mạng")


def test_another_language_at_the_foot_keeps_what_was_typed(visit):
    page = visit(size=PHONE).go("/register").page
    typed = {"name": "Lê Thị Sen", "birth_year": "1999", "contact": "0912345678"}
    for part, words in {**typed, "password": "ba-con-trau-di"}.items():
        page.fill(f"[name={part}]", words)
    page.check("[name=agreed]")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Create an account").wait_for()
    for part, words in typed.items():
        expect(page.locator(f"[name={part}]")).to_have_value(words)
    assert page.is_checked("[name=agreed]")
    assert page.input_value("[name=password]") == ""
    page.reload()
    assert page.input_value("[name=name]") == ""  # held once, and by this tab alone
