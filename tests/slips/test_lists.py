"""A list of ideas: understood as people send it, shown first, taken in whole, twice as once."""

import io
import re

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.platform.db import db
from mentorhub.slips import privacy
from mentorhub.slips.models import Slip, SlipImport
from mentorhub.units.models import UnitKind
from tests.factories import make_admin, make_officer, make_person, make_unit
from tests.rosters.files import excel, text
from tests.slips.sheets import FULL, HEADINGS, ROWS, read, row, titles


def give(browser, unit, data, name="ds.xlsx"):
    return browser.post(f"/units/{unit.slug}/slips/import", file=(io.BytesIO(data), name))


def take_in(browser, unit, data):
    """Give the file, read the page, send its form."""
    where = give(browser, unit, data).location
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', browser.get(where).text)
    return browser.post(where, digest=digest and digest[1])


# ---- what is done with it


def test_looked_at_first_and_then_taken_in(browser, unit, officer):
    shown = browser.get(give(browser, unit, excel([HEADINGS, *ROWS])).location).text
    assert "Phao báo mặn" in shown
    assert titles() == []
    assert take_in(browser, unit, excel([HEADINGS, *ROWS])).status_code == 303
    assert titles() == ["Phao báo mặn", "Tủ sách ở bến đò"]
    slips = db.session.scalars(select(Slip)).all()
    assert {slip.idea.state for slip in slips} == {IdeaState.DRAFT}
    assert {slip.helper_id for slip in slips} == {officer.id}
    assert {slip.idea.unit_id for slip in slips} == {unit.id}


def test_the_second_time_nothing_changes(browser, unit, officer):
    take_in(browser, unit, excel([HEADINGS, *ROWS]))
    before = db.session.execute(select(Slip.id, Slip.version)).all()
    page = browser.get(give(browser, unit, text([HEADINGS, *ROWS])).location).text
    assert 'name="digest"' not in page
    assert "có sẵn" in page
    take_in(browser, unit, excel([HEADINGS, *ROWS, row(name="Lê Bảo", title="Cầu tre")]))
    assert len(titles()) == 3
    assert set(before) <= set(db.session.execute(select(Slip.id, Slip.version)).all())


def test_nothing_is_taken_in_by_halves(browser, unit, officer):
    where = give(browser, unit, excel([HEADINGS, ROWS[0], row(sector="Thiên văn")])).location
    page = browser.get(where).text
    assert "Dòng 3" in page
    assert "Thiên văn" in page
    assert 'name="digest"' not in page
    assert browser.post(where, digest="0" * 64).status_code == 409
    assert titles() == []


def test_a_preview_that_is_out_of_date_is_refused(browser, unit, officer):
    where = give(browser, unit, excel([HEADINGS, *ROWS])).location
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', browser.get(where).text)[1]
    take_in(browser, unit, excel([HEADINGS, ROWS[0]]))
    assert browser.post(where, digest=digest).status_code == 409
    assert titles() == ["Phao báo mặn"]


def test_branches_below_the_unit(browser, unit, officer):
    branch = make_unit("Chi đoàn ấp Bảy", parent=unit, kind=UnitKind.BRANCH)
    take_in(browser, unit, excel([HEADINGS, row(unit="ấp Bảy")]))
    assert db.session.scalars(select(Idea.unit_id)).one() == branch.id


def test_an_import_is_undone_but_for_what_was_sent(browser, unit, officer):
    take_in(browser, unit, excel([HEADINGS, *ROWS]))
    browser.post("/slips/sending")
    run = db.session.scalars(select(SlipImport)).one()
    page = browser.get(browser.post(f"/slip-imports/{run.id}/undo").location).text
    assert "1 ý tưởng đã gửi" in page
    assert titles() == ["Phao báo mặn"]


def test_nobody_else_sees_the_file_or_gives_one(browser, unit, officer):
    where = give(browser, unit, excel([HEADINGS, *ROWS])).location
    rivals = make_officer(make_unit("Xa")), make_officer(unit, name="B"), make_person(unit=unit)
    for who in (*rivals, make_admin()):
        browser.sign_in(who)
        assert browser.get(where).status_code == 404
        assert browser.post(f"{where}/give-up").status_code == 404
        assert browser.post(f"{where}/undo").status_code == 404
    for who in (rivals[0], rivals[2]):
        browser.sign_in(who)
        assert give(browser, unit, excel([HEADINGS, *ROWS])).status_code == 404


def test_a_file_nobody_decided_about_is_forgotten(browser, unit, officer):
    from datetime import timedelta

    from mentorhub.platform.clock import now

    give(browser, unit, excel([HEADINGS, *ROWS]))
    privacy.forget_files(now() + timedelta(minutes=1))
    assert db.session.scalar(select(func.count(SlipImport.id))) == 0


def test_given_up_it_is_gone(browser, unit, officer):
    where = give(browser, unit, excel([HEADINGS, *ROWS])).location
    browser.post(f"{where}/give-up")
    assert browser.get(where).status_code == 404


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", excel([["a"], ["b"]])])
def test_a_file_that_is_no_list_is_answered_in_words(browser, unit, officer, data):
    reply = give(browser, unit, data)
    assert reply.status_code == 422
    assert "field__err" in reply.text


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_the_template_is_read_as_it_is_filled_in(browser, unit, officer, language):
    data = browser.speak(language).get("/slips/template.xlsx").data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    place = next(i for i, one in enumerate(rows) if sum(cell != "" for cell in one) > 5)
    assert read(data).lines == ()  # its examples are not ideas
    filled = [
        *rows,
        [1, "Danh Sa Rây", 2004, "", rows[place + 1][4], "", "", "Cầu tre", rows[-1][8], *FULL],
    ]
    (line,) = read(excel(filled)).lines
    assert (line.title, line.agreed, line.sector) == ("Cầu tre", "signed", "khac")
    assert line.is_complete


def test_the_way_there(browser, unit, officer):
    assert f'href="/units/{unit.slug}/slips/import"' in browser.get("/slips").text
    assert "/slips/template.xlsx" in browser.get(f"/units/{unit.slug}/slips/import").text
    browser.sign_in(make_person(unit=unit))
    assert "/slips/import" not in browser.get("/slips").text
