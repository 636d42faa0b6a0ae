"""A file in a real browser: the network is cut while it is sent, the page is closed, it goes on."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from mentorhub.accounts.actions import open_login
from mentorhub.entries.models import Attachment, EntryState
from mentorhub.papers.models import Upload
from mentorhub.platform import files
from mentorhub.platform.db import db, transaction
from tests.factories import make_entry, make_person, make_team
from tests.papers.samples import pdf

pytestmark = pytest.mark.journey
PART = 256 * 1024
CONTENT = pdf(b" " * (8 * PART))


@pytest.fixture
def draft(house):
    with house.app.app_context(), transaction():
        person = make_person("Lê Thị Gửi")
        entry = make_entry(make_team(person), state=EntryState.DRAFT)
        return entry.id, open_login(person, device="journey", shared_computer=False)


@pytest.fixture
def member(visit, house, draft):
    def arrive(**given):
        who = visit(**given)
        signed = house.app.session_interface.get_signing_serializer(house.app)
        cookie = {
            "name": house.app.config["SESSION_COOKIE_NAME"],
            "value": signed.dumps({"_user_id": draft[1], "_fresh": True, "_permanent": True}),
            "url": house.address,
        }
        who.context.add_cookies([cookie])
        who.go(f"/entries/{draft[0]}")
        who.page.wait_for_load_state("networkidle")
        return who

    return arrive


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "bài dự thi.pdf"
    path.write_bytes(CONTENT)
    return path


def kept(house, draft):
    with house.app.app_context():
        found = db.session.scalars(select(Attachment).filter_by(entry_id=draft[0])).all()
        return [(one.file.name, files.content_of(one.file) == CONTENT) for one in found]


def received(house, draft):
    with house.app.app_context():
        return db.session.scalars(select(Upload.received).filter_by(entry_id=draft[0])).all()


def test_cut_off_and_closed_it_goes_on_where_it_stopped(member, house, draft, document):
    who = member()
    parts = []

    def count(route):
        parts.append(route)
        if len(parts) == 4:
            who.context.set_offline(True)
        route.continue_()

    who.page.route("**/uploads/*", count)
    who.page.set_input_files("input[name=file]", document)
    expect(who.page.get_by_text("Mất mạng.", exact=False)).to_be_visible()
    assert kept(house, draft) == []
    who.page.close()
    who.wrongs.clear()
    who.context.set_offline(False)
    (done,) = received(house, draft)
    assert 0 < done < len(CONTENT)
    who.page = who.context.new_page()
    offsets = []
    who.page.on("request", lambda sent: offsets.append(sent.url) if "/uploads/" in sent.url else 0)
    who.go(f"/entries/{draft[0]}")
    who.page.wait_for_load_state("networkidle")
    who.page.set_input_files("input[name=file]", document)
    expect(who.page.get_by_role("link", name="bài dự thi.pdf")).to_be_visible()
    assert kept(house, draft) == [("bài dự thi.pdf", True)]
    left = -(-(len(CONTENT) - done) // PART)
    assert len(offsets) == left + 1  # the parts that were missing, and the end


def test_the_network_comes_back_and_it_goes_on_by_itself(member, house, draft, document):
    who = member()
    parts = []

    def cut(route):
        parts.append(route)
        route.abort() if len(parts) in (3, 4) else route.continue_()

    who.page.route("**/uploads/*", cut)
    who.page.set_input_files("input[name=file]", document)
    expect(who.page.get_by_role("link", name="bài dự thi.pdf")).to_be_visible(timeout=20_000)
    who.wrongs.clear()
    assert kept(house, draft) == [("bài dự thi.pdf", True)]


def test_one_file_that_is_refused_keeps_none_of_the_others_back(member, house, draft, tmp_path):
    names = ["trang.pdf", "mot.pdf", "hai.pdf"]
    for name, content in zip(names, (b"<html><script>", CONTENT, CONTENT), strict=True):
        (tmp_path / name).write_bytes(content)
    who = member()
    who.page.set_input_files("input[name=file]", [tmp_path / name for name in names])
    for name in names[1:]:
        expect(who.page.get_by_role("link", name=name)).to_be_visible(timeout=20_000)
    expect(who.page.get_by_role("alert").filter(has_text="trang.pdf:")).to_be_visible()
    assert sorted(kept(house, draft)) == [("hai.pdf", True), ("mot.pdf", True)]


def test_without_script_the_form_sends_it(member, house, draft, document):
    who = member(script=False)
    who.page.set_input_files("input[name=file]", document)
    who.press("Thêm tệp này")
    assert kept(house, draft) == [("bài dự thi.pdf", True)]
