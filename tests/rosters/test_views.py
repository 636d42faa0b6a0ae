"""An officer's lists: looked at, taken in whole, undone, given out; nobody else sees them."""

import io
import re
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from mentorhub.accounts.models import PersonalDetails
from mentorhub.activity.models import Activity
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.audit import AuditRow, AuditWords, pseudonym_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.text import sort_key
from mentorhub.rosters.models import RosterChange, RosterImport, RosterLine
from mentorhub.units.models import Unit, UnitKind
from tests.factories import make_admin, make_officer, make_person, make_province, make_unit
from tests.rosters.files import HEADINGS, ROWS, excel, text


@pytest.fixture
def unit(app):
    return make_unit()


@pytest.fixture
def officer(browser, unit):
    person = make_officer(unit)
    browser.sign_in(person, second_step=True)
    db.session.commit()
    return person


def make_line(unit, name="Trần Thị Ân", year=2003, **more):
    line = RosterLine(
        unit=unit, name=name, name_key=fold(name), name_order=sort_key(name), birth_year=year,
        **more,
    )  # fmt: skip
    db.session.add(line)
    db.session.commit()
    return line


def names(unit):
    return db.session.scalars(
        select(RosterLine.name)
        .join(RosterLine.unit)
        .where(Unit.path.startswith(unit.path))
        .order_by(RosterLine.name_order)
    ).all()


def give(browser, unit, data, name="ds.xlsx"):
    file = (io.BytesIO(data), name)
    return browser.post(f"/units/{unit.slug}/roster/import", file=file)


def take_in(browser, unit, data):
    """Give the file, read the page, send its form."""
    where = give(browser, unit, data).location
    shown = browser.get(where).text
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', shown)
    return browser.post(where, digest=digest and digest[1])


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


def pages(unit, line, run):
    return [
        f"/units/{unit.slug}/roster",
        f"/units/{unit.slug}/roster/import",
        f"/units/{unit.slug}/roster/export",
        f"/units/{unit.slug}/roster/accounts",
        f"/units/{unit.slug}/new",
        f"/roster-lines/{line.id}/code",
        f"/roster-lines/{line.id}/remove",
        f"/roster-imports/{run.id}/undo",
        f"/roster-imports/{run.id}",
    ]


def test_whoever_is_not_the_officer_finds_nothing(browser, unit, officer):
    take_in(browser, unit, excel())
    line, run = db.session.scalar(select(RosterLine)), db.session.scalar(select(RosterImport))
    addresses = pages(unit, line, run)
    assert {browser.get(a).status_code for a in addresses} == {200, 302, 303} - {302}
    for other in (make_officer(make_unit("Xã Xa")), make_person(unit=unit)):
        browser.sign_out().sign_in(other)
        db.session.commit()
        assert {browser.get(a).status_code for a in addresses} == {404}
    browser.sign_out().sign_in(make_admin())
    db.session.commit()
    assert {browser.get(a).status_code for a in addresses if not a.endswith("/new")} == {404}


def test_another_officer_of_the_unit_does_not_see_the_file_of_the_first(browser, unit, officer):
    where = give(browser, unit, excel()).location
    browser.sign_out().sign_in(make_officer(unit, "Lê Khác"))
    db.session.commit()
    assert browser.get(where).status_code == 404
    assert browser.post(f"{where}/give-up").status_code == 404


def test_a_province_keeps_no_list_of_its_own(browser, officer, unit):
    browser.sign_out().sign_in(make_officer(make_province()))
    db.session.commit()
    assert browser.get("/units/an-giang/roster").status_code == 200
    assert browser.get("/units/an-giang/roster/import").status_code == 404
    assert browser.get(f"/units/{unit.slug}/roster/import").status_code == 200


def exported(browser, unit, **answers):
    return browser.submit(f"/units/{unit.slug}/roster/export", **answers)


def cells(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_export_comes_back_unchanged(browser, unit, officer, kind, language):
    take_in(browser, unit, excel())
    officer.language = language
    make_line(unit, "Danh Út", None, position="=HYPERLINK(1)", phone="0912345678")
    data = exported(browser, unit, kind=kind, contacts="y", reason="Mời họp ngày 5/5").data
    shown = browser.get(give(browser, unit, data).location).text
    assert 'name="digest"' not in shown
    assert "3" in shown


def test_contacts_leave_only_with_a_reason_that_is_kept(browser, unit, officer):
    make_line(unit, phone="0912345678")
    plain = exported(browser, unit, kind="xlsx")
    assert "0912345678" not in str(cells(plain.data))
    assert exported(browser, unit, kind="xlsx", contacts="y").status_code == 422
    given = exported(browser, unit, kind="xlsx", contacts="y", reason="Mời họp ngày 5/5")
    assert "0912345678" in str(cells(given.data))
    assert given.headers["Cache-Control"] == "no-store"
    row = db.session.scalar(select(AuditRow).where(AuditRow.what == "contacts exported"))
    assert (row.actor, row.facts) == (pseudonym_of(officer.id), {"lines": 1})
    words = db.session.scalar(select(AuditWords).where(AuditWords.row_id == row.id))
    assert words.text == "Mời họp ngày 5/5"


def test_no_formula_leaves_the_house(browser, unit, officer):
    make_line(unit, position='=cmd|" /C calc"!A1')
    assert "'=cmd" in exported(browser, unit, kind="csv").data.decode("utf-8-sig")
    assert cells(exported(browser, unit, kind="xlsx").data)[-1][-1] == '=cmd|" /C calc"!A1'


def test_lists_are_found_without_marks_and_show_no_contact(browser, unit, officer):
    make_line(unit, phone="0912345678")
    page = browser.get(f"/units/{unit.slug}/roster?q=tran").text
    assert "Trần Thị Ân" in page
    assert "0912345678" not in page
    assert "Trần Thị Ân" not in browser.get(f"/units/{unit.slug}/roster?q=binh").text
    assert "Trần Thị Ân" in browser.get(f"/units/{unit.slug}/roster?print=1").text


def test_a_line_leaves_the_list(browser, unit, officer):
    line = make_line(unit)
    assert browser.submit(f"/roster-lines/{line.id}/remove").status_code == 303
    assert names(unit) == []


def test_a_line_and_an_account_are_joined_by_the_officer_only(browser, unit, officer):
    line = make_line(unit, "Trần Thị Ân", 2003)
    same = make_person("Trần Thị Ân", unit=unit)
    same.details.birth_year, same.details.name_key = 2003, fold("Trần Thị Ân")
    other = make_person("Lê Bình", unit=unit)
    db.session.commit()
    where = f"/units/{unit.slug}/roster/accounts"
    assert str(same.id) in browser.get(where).text
    assert browser.post(where, line=line.id, person=other.id).status_code == 409
    assert browser.post(where, line=line.id, person=same.id).status_code == 303
    db.session.refresh(line)
    assert line.person_id == same.id
    browser.post(f"/roster-lines/{line.id}/part")
    db.session.refresh(line)
    assert line.person_id is None


def test_an_unproved_number_suggests_nobody(browser, unit, officer):
    make_line(unit, "Trần Thị Ân", 2003, phone="0912345678")
    person = make_person("Ân Trần", unit=unit)
    person.details.phone = "0912345678"
    db.session.commit()
    where = f"/units/{unit.slug}/roster/accounts"
    assert str(person.id) not in browser.get(where).text
    person.details.phone_verified_at = now()
    db.session.commit()
    assert str(person.id) in browser.get(where).text


def slip(browser, line):
    page = browser.submit(f"/roster-lines/{line.id}/code").text
    return "".join(re.search(r"([A-Z2-9]{4}) ([A-Z2-9]{4})</p>", page).groups())


CLAIM = {"contact": "0912345678", "password": "ba con mèo nhỏ", "agreed": "y"}


def test_a_slip_makes_an_account_once(browser, unit, officer):
    line = make_line(unit)
    old = slip(browser, line)
    code = slip(browser, line)
    browser.sign_out()
    assert browser.submit("/claim", code=old, **CLAIM).status_code == 409
    assert browser.submit("/claim", code=code.lower(), **CLAIM).status_code == 303
    found = db.session.scalar(select(PersonalDetails).where(PersonalDetails.phone == "0912345678"))
    assert (found.name, found.birth_year, found.person.unit_id) == (line.name, 2003, unit.id)
    db.session.refresh(line)
    assert line.person_id == found.person_id
    again = {**CLAIM, "contact": "0912345679"}
    assert browser.submit("/claim", code=code, **again).status_code == 409


def test_who_has_no_year_on_the_list_is_asked_for_it(browser, unit, officer):
    code = slip(browser, make_line(unit, year=None))
    browser.sign_out()
    assert browser.submit("/claim", code=code, **CLAIM).status_code == 409
    assert browser.submit("/claim", code=code, birth_year="2001", **CLAIM).status_code == 303


def test_old_slips_and_wrong_codes_open_nothing(browser, unit, officer):
    line = make_line(unit)
    code = slip(browser, line)
    line.code_expires_at = now()
    db.session.commit()
    browser.sign_out()
    for wrong in (code, "ABCDEFGH", ""):
        assert browser.submit("/claim", code=wrong, **CLAIM).status_code in (409, 422)


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


def test_an_unknown_page_is_no_list(browser, officer, unit):
    assert browser.get(f"/roster-lines/{uuid4()}/code").status_code == 404
    assert browser.get(f"/units/{unit.slug}/roster?after=x").status_code == 200
