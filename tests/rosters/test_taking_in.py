"""A file is looked at first, then taken in whole, undone, or forgotten."""

import re

import pytest
from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.platform.db import db
from mentorhub.rosters.models import RosterChange, RosterImport, RosterLine
from mentorhub.units.models import UnitKind
from tests.rosters.files import HEADINGS, ROWS, excel, text
from tests.rosters.lists import give, make_line, names, take_in


def test_a_file_is_looked_at_first_and_then_taken_in(browser, unit, officer):
    where = give(browser, unit, excel()).location
    shown = browser.get(where).text
    assert "Nguyễn Văn An" in shown
    assert "Ấp 1" in shown
    assert names(unit) == []
    assert take_in(browser, unit, excel()).status_code == 303
    assert names(unit) == ["Nguyễn Văn An", "Trần Thị Ân"]
    lines = db.session.scalars(select(RosterLine).order_by(RosterLine.name_order)).all()
    assert [(x.birth_year, x.unit.name, x.unit.kind) for x in lines] == [
        (2001, "Ấp 1", UnitKind.BRANCH), (2003, "Ấp 2", UnitKind.BRANCH),
    ]  # fmt: skip
    page = browser.get(f"/units/{unit.slug}/roster").text
    assert page.index("Nguyễn Văn An") < page.index("Trần Thị Ân")


def test_the_second_time_nothing_changes(browser, unit, officer):
    take_in(browser, unit, excel())
    before = db.session.execute(select(RosterLine.id, RosterLine.version)).all()
    shown = browser.get(give(browser, unit, text()).location).text
    assert 'name="digest"' not in shown
    assert db.session.execute(select(RosterLine.id, RosterLine.version)).all() == before


def test_a_list_makes_no_branch_whose_name_only_looks_like_another(browser, unit, officer):
    take_in(browser, unit, excel())
    shown = give(browser, unit, excel([HEADINGS, [1, "Lê Bình", 2002, "Ấр 1"]]))  # a Cyrillic р
    page = browser.get(shown.location).text
    assert "“Ấр 1” có ký tự không thể có trong tên chi đoàn." in page
    assert 'name="digest"' not in page
    assert names(unit) == ["Nguyễn Văn An", "Trần Thị Ân"]


def test_nothing_is_taken_in_by_halves(browser, unit, officer):
    where = give(browser, unit, excel([HEADINGS, *ROWS, [3, "Lê X", "31/02/2001", ""]])).location
    shown = browser.get(where).text
    assert "31/02/2001" in shown
    assert "4" in shown
    assert 'name="digest"' not in shown
    assert browser.post(where, digest="0" * 64).status_code == 409
    assert names(unit) == []


def test_what_is_taken_in_is_what_was_shown(browser, unit, officer):
    rows = [["Họ và tên", "Năm sinh", "Chức vụ"], ["Lê Bình", 2001, "Phó"]]
    where = give(browser, unit, excel(rows)).location
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', browser.get(where).text)[1]
    line = make_line(unit, "Lê Bình", 2001)  # somebody else, meanwhile
    reply = browser.post(where, digest=digest)
    assert reply.status_code == 409
    db.session.refresh(line)
    assert (names(unit), line.position) == (["Lê Bình"], "")
    fresh = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', reply.text)[1]
    assert browser.post(where, digest=fresh).status_code == 303
    db.session.refresh(line)
    assert (names(unit), line.position) == (["Lê Bình"], "Phó")


def test_a_second_click_takes_nothing_in_again(browser, unit, officer):
    where = give(browser, unit, excel()).location
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', browser.get(where).text)[1]
    assert browser.post(where, digest=digest).status_code == 303
    browser.post(where, digest=digest)
    assert len(names(unit)) == 2


def test_an_import_is_undone_except_where_somebody_went_on(browser, unit, officer):
    known = make_line(unit, "Nguyễn Văn An", 2001)
    rows = [["Họ và tên", "Năm sinh", "Chức vụ"], ["Nguyễn Văn An", 2001, "Bí thư"],
            ["Lê Bình", 2002, ""], ["Lê Cam", 2002, ""]]  # fmt: skip
    take_in(browser, unit, excel(rows))
    run = db.session.scalar(select(RosterImport))
    assert (run.added, run.changed, run.content) == (2, 1, {})
    db.session.scalar(select(RosterLine).where(RosterLine.name == "Lê Cam")).position = "Phó"
    db.session.commit()
    assert browser.submit(f"/roster-imports/{run.id}/undo").status_code == 303
    assert names(unit) == ["Nguyễn Văn An", "Lê Cam"]
    db.session.refresh(known)
    assert known.position == ""
    assert browser.submit(f"/roster-imports/{run.id}/undo").status_code == 409


def test_a_file_given_up_leaves_nothing(browser, unit, officer):
    where = give(browser, unit, excel()).location
    assert browser.post(f"{where}/give-up").status_code == 303
    assert db.session.scalar(select(func.count()).select_from(RosterImport)) == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Tệp trống"),
        (b"%PDF-1.4", "PDF"),
        (b"MZ\x90\x00\x03\x00\x00\x00" * 30, "không phải tệp Excel hay văn bản"),
        (excel()[:-200], "Tệp hỏng"),
        (text([["a", "b"], ["c", "d"]]), "Không tìm thấy dòng tiêu đề"),
        (text([["STT", "Năm sinh", "Lớp"], [1, 2001, "A"]]), "Không có cột"),
    ],
)
def test_a_broken_file_is_refused_beside_its_field(browser, unit, officer, data, sentence):
    reply = give(browser, unit, data)
    assert reply.status_code == 422
    assert sentence in reply.text
    assert db.session.scalar(select(func.count()).select_from(RosterImport)) == 0


def test_without_a_file_the_page_says_so(browser, unit, officer):
    reply = browser.submit(f"/units/{unit.slug}/roster/import")
    assert reply.status_code == 422
    assert "Hãy chọn một tệp" in reply.text


def test_sensitive_columns_never_enter_the_house(browser, unit, officer):
    rows = [["Họ và tên", "Năm sinh", "CCCD", "Dân tộc"], ["Lê An", 2001, "089201000001", "Hoa"]]
    shown = browser.get(give(browser, unit, excel(rows)).location).text
    assert "CCCD, Dân tộc" in shown
    assert "089201000001" not in shown
    run = db.session.scalar(select(RosterImport))
    assert "089201000001" not in str(run.content)


def test_the_books_hold_no_names(browser, unit, officer):
    take_in(browser, unit, excel())
    rows = db.session.scalars(select(Activity)).all()
    assert any(row.verb == "roster.imported" for row in rows)
    assert all("Nguyễn" not in str(row.facts) for row in rows)


def test_what_nobody_decided_about_is_forgotten(browser, unit, officer, app):
    from datetime import timedelta

    give(browser, unit, excel())
    take_in(browser, unit, text([["Họ tên", "Năm sinh"], ["Lê Bình", 2001]]))
    app.extensions["jobs"]["rosters.sweep"]({})
    assert db.session.scalar(select(func.count()).select_from(RosterImport)) == 2
    for run in db.session.scalars(select(RosterImport)):
        run.at -= timedelta(days=2)
        if run.applied_at:
            run.applied_at -= timedelta(days=31)
    db.session.commit()
    app.extensions["jobs"]["rosters.sweep"]({})
    assert db.session.scalar(select(func.count()).select_from(RosterImport)) == 1
    assert db.session.scalar(select(func.count()).select_from(RosterChange)) == 0
