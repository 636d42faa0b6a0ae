"""The file for the national portal: its columns, and whose contacts leave with it."""

import csv
import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.consents.models import Guardian
from mentorhub.ideas import actions
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from tests.factories import agree, make_minor, make_person
from tests.reports.portal import idea_of


def named(unit, name="Đỗ Thị Ánh"):
    """Somebody who agreed to have the name published, with proved contacts."""
    person = make_person(name, unit=unit)
    agree(person, Purpose.PUBLICATION)
    person.details.phone, person.details.phone_verified_at = "+84912345678", now()
    person.details.email_verified_at = now()
    return person


def guardian_of(child):
    return db.session.scalars(select(Guardian).where(Guardian.child == child)).one()


def exported(browser, unit, query="", **answers):
    return browser.submit(f"/units/{unit.slug}/portal/export{query}", **answers)


def cells(data):
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def test_the_file_has_the_portals_columns_in_vietnamese(browser, commune, officer):
    idea_of(commune, named(commune), title="Bản đồ mặn")
    browser.sign_in(officer).speak("fr")
    rows = cells(exported(browser, commune, kind="xlsx").data)
    assert rows[-2] == [
        "Tác giả", "Thư điện tử", "Số điện thoại", "Đơn vị", "Lĩnh vực", "Tên ý tưởng", "Tóm tắt",
    ]  # fmt: skip
    assert rows[-1][:6] == [
        "Đỗ Thị Ánh", "", "", "Xã An Biên", "Nông – lâm – ngư nghiệp", "Bản đồ mặn",
    ]  # fmt: skip
    assert rows[-1][6].startswith("Vấn đề: Nước mặn vào sâu")
    text = exported(browser, commune, kind="csv").data.decode("utf-8-sig")
    told = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert [told[0][0], told[1][5]] == ["Tác giả", "Bản đồ mặn"]


def test_contacts_leave_with_a_reason_and_only_of_adults_who_agreed(browser, commune, officer):
    idea_of(commune, named(commune), title="Đồng ý")
    idea_of(commune, make_person("Lý Kín Danh", unit=commune), title="Không đồng ý")
    child = make_minor("Trần Em Nhỏ", unit=commune)
    agree(child, Purpose.PUBLICATION)
    agree(child, Purpose.PUBLICATION, guardian=guardian_of(child))
    child.details.phone, child.details.phone_verified_at = "+84987654321", now()
    idea_of(commune, child, title="Em nhỏ")
    claimed = named(commune, "Võ Chưa Xác Nhận")
    claimed.details.phone_verified_at = claimed.details.email_verified_at = None
    idea_of(commune, claimed, title="Chưa xác nhận")
    browser.sign_in(officer)
    assert exported(browser, commune, kind="xlsx", contacts="y").status_code == 422
    reason = "Cổng Trung ương yêu cầu số điện thoại tác giả"
    reply = exported(browser, commune, kind="xlsx", contacts="y", reason=reason)
    told = {row[5]: row[:3] for row in cells(reply.data)[3:]}
    assert told["Đồng ý"][0] == "Đỗ Thị Ánh"
    assert told["Đồng ý"][1].endswith("@example.org")
    assert told["Đồng ý"][2] == "+84912345678"
    assert told["Không đồng ý"] == ["", "", ""]
    assert told["Chưa xác nhận"] == ["Võ Chưa Xác Nhận", "", ""]
    assert told["Em nhỏ"] == ["Nhỏ", "", ""]
    row = db.session.scalar(select(AuditRow).where(AuditRow.what == "contacts exported"))
    assert row.permission == "portal.export"


def test_the_file_keeps_to_the_filter(browser, commune, officer):
    idea_of(commune, title="Chưa đăng")
    done = idea_of(commune, title="Đã đăng")
    actions.note_posted([done], posted_on=today(), link="", by=officer)
    browser.sign_in(officer)
    for query, expected in (
        ("", {"Chưa đăng"}),
        ("?state=posted", {"Đã đăng"}),
        ("?state=all", {"Chưa đăng", "Đã đăng"}),
        (f"?state=all&since={today() + timedelta(days=1)}", set()),
    ):
        rows = cells(exported(browser, commune, query, kind="xlsx").data)
        assert {row[5] for row in rows[3:]} == expected


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_nothing_in_the_file_is_a_formula(browser, commune, officer, sign):
    idea_of(commune, title=f"{sign}cmd|'/C calc'!A1")
    browser.sign_in(officer)
    text = exported(browser, commune, kind="csv").data.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text.splitlines()[1]), delimiter=";"))[5][0] == "'"
    # in Excel it is a text cell, whatever it begins with
    data = exported(browser, commune, kind="xlsx").data
    assert cells(data)[-1][5] == f"{sign}cmd|'/C calc'!A1"
    import zipfile

    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_the_file_asks_for_the_second_step(browser, commune, officer):
    browser.sign_in(officer, second_step=False)
    reply = browser.get(f"/units/{commune.slug}/portal/export")
    assert reply.status_code == 302
    assert "/second-step/" in reply.headers["Location"]
