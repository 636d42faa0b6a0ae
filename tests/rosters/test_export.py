"""A list leaves the house: unchanged, without formulas, with contacts only for a reason."""

import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from mentorhub.platform.audit import AuditRow, AuditWords, pseudonym_of
from mentorhub.platform.db import db
from tests.rosters.files import excel
from tests.rosters.lists import give, make_line, take_in


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
