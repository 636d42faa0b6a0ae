"""Every broken file is answered beside its field, in words that say what to do about it."""

import io
from html import escape

import pytest

from mentorhub.platform.db import db
from mentorhub.rosters.domain.cells import Wrong
from mentorhub.rosters.domain.headings import NoHeadings
from mentorhub.rosters.forms import NO_HEADINGS, WRONG
from mentorhub.sheets.domain import reading
from mentorhub.sheets.forms import UNREADABLE
from tests.factories import make_officer, make_unit
from tests.rosters.files import excel
from tests.rosters.sheets_read import read
from tests.rosters.test_domain import BROKEN, REASONS

HEADLESS = {
    "no_headings": excel([["Danh sách"], ["An", "Bình"]]),
    "no_name": excel([["STT", "Ngày sinh", "Chi đoàn"], [1, 2001, "Ấp 1"]]),
    "twice": excel([["STT", "Họ và tên", "Họ tên", "Năm sinh"], [1, "A B", "C D", 2001]]),
}


def answer(browser, data):
    unit = make_unit()
    officer = make_officer(unit)
    officer.language = "en"
    browser.sign_in(officer)
    db.session.commit()
    file = (io.BytesIO(data), "list.xlsx")
    return browser.post(f"/units/{unit.slug}/roster/import", file=file)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_answered_in_words(browser, name, monkeypatch):
    data = BROKEN[name]
    if name == "large":  # the test client leaves a large body's own file open
        monkeypatch.setattr(reading, "LARGEST", 1000)
        data = data[:1001]
    reply = answer(browser, data)
    assert reply.status_code == 422
    assert escape(str(UNREADABLE[REASONS.get(name, name)]._args[0])) in reply.text


@pytest.mark.parametrize("name", HEADLESS)
def test_a_list_without_headings_is_answered_in_words(browser, name):
    reply = answer(browser, HEADLESS[name])
    assert reply.status_code == 422
    assert NO_HEADINGS[name]._args[0].split("%(")[0][:40] in reply.text


def test_the_doubled_heading_is_named():
    with pytest.raises(NoHeadings) as refused:
        read(HEADLESS["twice"])
    assert refused.value.heading == "Họ tên"


def test_each_reason_has_its_words():
    assert set(WRONG) == set(Wrong)
    assert {REASONS.get(name, name) for name in BROKEN} | {"encoding"} == set(UNREADABLE)
