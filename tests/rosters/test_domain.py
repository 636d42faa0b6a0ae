"""Files as people send them are understood, or refused in words; nothing is guessed."""

import unicodedata
from datetime import datetime
from uuid import uuid4

import pytest

from mentorhub.rosters.domain.branches import Branch, branch_key, branches_of
from mentorhub.rosters.domain.cells import Wrong, year_in
from mentorhub.rosters.domain.headings import NoHeadings
from mentorhub.rosters.domain.lines import name_key
from mentorhub.sheets.domain.reading import LARGEST, MOST_ROWS, Unreadable
from tests.rosters.files import HEADINGS, ROWS, excel, far_apart, packed, text
from tests.rosters.sheets_read import HOME, TODAY, read

EXPECTED = [("Nguyễn Văn An", 2001, "Ấp 1"), ("Trần Thị Ân", 2003, "Ấp 2")]


def told(data):
    return [(line.name, line.born, line.branch) for line in read(data).lines]


VNI = "Nguyeãn Vaên An"
BROKEN = {
    "empty": b"",
    "blank": text([["", ""], ["", ""]]),
    "large": b"x" * (LARGEST + 1),
    "long": b"a;b\n" * (MOST_ROWS + 5),
    "pdf": b"%PDF-1.7 ...",
    "picture": b"\x89PNG\r\n\x1a\n" + b"0" * 50,
    "archive": b"Rar!\x1a\x07\x00" + b"0" * 50,
    "password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "half": excel()[:-300],
    "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "word": packed(word__document_xml="<w/>"),
    "bomb": packed(xl__workbook_xml="<w/>", xl__worksheets__sheet1_xml=b"0" * 70_000_000),
    "far": far_apart(),
    "web": "<html><table><tr><td>Họ và tên</td></tr></table></html>".encode(),
    "utf16": b"\xff\xfe" + "Họ và tên".encode("utf-16-le") + b"\x00\xd8\x00",
    "macros": packed(xl__workbook_xml="<x/>", **{"xl__vbaProject.bin": "x"}),
    "program": b"MZ\x90\x00\x03\x00\x00\x00\x04" * 30,
}
REASONS = {
    "blank": "empty", "long": "rows", "half": "damaged", "ole": "damaged", "word": "not_excel",
    "far": "bomb", "web": "web_page", "utf16": "encoding", "program": "not_a_list",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_list_is_refused_for_its_reason(name):
    with pytest.raises(Unreadable) as refused:
        read(BROKEN[name])
    assert refused.value.reason == REASONS.get(name, name)


@pytest.mark.parametrize(
    ("reason", "rows"),
    [
        ("no_headings", [["Danh sách"], ["An", "Bình"]]),
        ("no_name", [["STT", "Ngày sinh", "Chi đoàn"], [1, 2001, "Ấp 1"]]),
        ("twice", [["STT", "Họ và tên", "Họ tên", "Năm sinh"], [1, "A B", "C D", 2001]]),
    ],
)
def test_without_headings_nothing_is_read(reason, rows):
    with pytest.raises(NoHeadings) as refused:
        read(excel(rows))
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("wrong", "row"),
    [
        (Wrong.NO_NAME, [1, "", "2001", "Ấp 1"]),
        (Wrong.NAME, [1, "Nguyễn @ An", "2001", "Ấp 1"]),
        (Wrong.OLD_FONT, [1, VNI, "2001", "Ấp 1"]),
        (Wrong.OLD_FONT, [1, "NguyÔn V¨n An", "2001", "Ấp 1"]),
        (Wrong.LONG_NAME, [1, "An " * 40, "2001", "Ấp 1"]),
        (Wrong.DATE, [1, "Lê An", "31/02/2001", "Ấp 1"]),
        (Wrong.DATE, [1, "Lê An", "không rõ", "Ấp 1"]),
        (Wrong.SHORT_YEAR, [1, "Lê An", "1/2/01", "Ấp 1"]),
        (Wrong.YEAR, [1, "Lê An", "1823", "Ấp 1"]),
        (Wrong.LONG, [1, "Lê An", "2001", "x" * 101]),
        (Wrong.BRANCH, [1, "Lê An", "2001", "Сhi đoàn ấp 1"]),  # the first letter is Cyrillic
        (Wrong.BRANCH, [1, "Lê An", "2001", "--"]),
    ],
)
def test_what_is_wrong_with_a_line_is_told_with_its_number(wrong, row):
    found = read(excel([["Danh sách"], HEADINGS, ROWS[0], row]))
    assert [(p.line, p.wrong) for p in found.problems] == [(4, wrong)]
    assert [line.number for line in found.lines] == [3]


def test_a_branch_that_stands_above_its_members_obeys_the_same():
    found = read(excel([HEADINGS[:3], ["Chi đoàn ấр 1"], [1, "Lê An", 2001]]))  # a Cyrillic р
    assert [(p.line, p.wrong, p.text) for p in found.problems] == [
        (2, Wrong.BRANCH, "Chi đoàn ấр 1")
    ]


@pytest.mark.parametrize(("cell", "wrong"), [("0912", Wrong.PHONE), ("a@b", Wrong.EMAIL)])
def test_numbers_and_addresses_are_checked(cell, wrong):
    column = "SĐT" if wrong is Wrong.PHONE else "Email"
    found = read(excel([["Họ tên", "Năm sinh", column], ["Lê An", 2001, cell]]))
    assert [(p.line, p.wrong, p.text) for p in found.problems] == [(2, wrong, cell)]


def nfd(data):
    return unicodedata.normalize("NFD", data.decode()).encode()


def vietnamese(rows):
    """What Windows programs of old wrote: letters and tone marks apart."""
    joined = "\r\n".join(";".join(map(str, row)) for row in rows)
    out = []
    for sign in joined:
        try:
            out.append(sign.encode("cp1258"))
        except UnicodeEncodeError:
            base = unicodedata.normalize("NFD", sign)
            tone = next(c for c in base if c in "\u0300\u0301\u0303\u0309\u0323")
            rest = unicodedata.normalize("NFC", base.replace(tone, ""))
            out.append(rest.encode("cp1258") + tone.encode("cp1258"))
    return b"".join(out)


VARIANTS = {
    "excel": excel(),
    "title rows": excel([["ĐOÀN XÃ AN BIÊN"], ["DANH SÁCH ĐOÀN VIÊN"], [], HEADINGS, *ROWS]),
    "a BOM": b"\xef\xbb\xbf" + text(),
    "a comma": text(sign=","),
    "a tab": text(sign="\t"),
    "sep": b"sep=;\r\n" + text(),
    "utf-16": text(encoding="utf-16"),
    "utf-16 without a mark": text(encoding="utf-16-le"),
    "windows-1258": vietnamese([HEADINGS, *ROWS]),
    "NFD": nfd(text()),
    "a date of Excel": excel([HEADINGS, [1, "Nguyễn Văn An", 36923, "Ấp 1"], ROWS[1]]),
    "iso": excel([HEADINGS, [1, "Nguyễn Văn An", "2001-02-01", "Ấp 1"], ROWS[1]]),
    "two columns of names": excel(
        [["STT", "Họ đệm", "Tên", "Năm sinh", "Chi đoàn"],
         [1, "Nguyễn Văn", "An", 2001, "Ấp 1"], [2, "Trần Thị", "Ân", 2003, "Ấp 2"]]
    ),
    "merged headings": excel(
        [[], [None, None, "Nam", "Nữ"], [1, "Nguyễn Văn An", 2001, None, "Ấp 1"],
         [2, "Trần Thị Ân", None, 2003, "Ấp 2"]],
        merged=[("A1:A2", "STT"), ("B1:B2", "Họ và tên"), ("C1:D1", "Năm sinh"),
                ("E1:E2", "Chi đoàn")],
    ),
    "branches as titles": excel(
        [["STT", "Họ và tên", "Năm sinh"], ["I. Chi đoàn Ấp 1"], [1, "Nguyễn Văn An", 2001],
         ["II. Chi đoàn Ấp 2"], [1, "Trần Thị Ân", 2003], ["Tổng cộng: 2 đoàn viên"]]
    ),
    "headings on each page": excel([HEADINGS, ROWS[0], HEADINGS, ROWS[1]]),
    "an empty numbered line": excel([HEADINGS, *ROWS, [3, "", "", ""]]),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_a_list_is_understood_however_it_was_saved(name):
    found = [(n, born, branch_key(branch)) for n, born, branch in told(VARIANTS[name])]
    assert found == [(n, born, branch_key(branch)) for n, born, branch in EXPECTED]
    assert read(VARIANTS[name]).problems == ()


def test_sensitive_columns_are_left_out_and_named():
    rows = [["Họ và tên", "Năm sinh", "Số CCCD", "Dân tộc", "Tôn giáo", "Quê quán"],
            ["Lê An", 2001, "089201000001", "Kinh", "Không", "Rạch Giá"]]  # fmt: skip
    found = read(excel(rows))
    assert found.sensitive == ("Số CCCD", "Dân tộc", "Tôn giáo")
    assert found.unused == ("Quê quán",)
    assert "089201000001" not in repr(found)
    assert "Kinh" not in repr(found)


def test_of_those_who_may_be_under_sixteen_no_contact_is_kept():
    rows = [["Họ và tên", "Năm sinh", "SĐT", "Email"],
            ["Bé Nhỏ", 2012, "912345678", "be@example.org"],
            ["Anh Lớn", 2000, 912345679, "lon@example.org"]]  # fmt: skip
    found = read(excel(rows))
    assert [(x.phone, x.email) for x in found.lines] == [
        ("", ""), ("0912345679", "lon@example.org"),
    ]  # fmt: skip
    assert found.young == 1
    assert "912345678" not in repr(found)


def test_the_same_line_twice_is_left_out_and_said():
    found = read(excel([HEADINGS, ROWS[0], ROWS[0]]))
    assert (len(found.lines), found.repeated) == (1, ((3, 2),))


def test_a_name_is_the_same_wherever_its_tone_stands_and_no_other():
    assert name_key("Lê Hoà") == name_key("lê hòa")
    assert len({name_key(name) for name in ("Ân", "Ấn", "An", "Án")}) == 4


def test_years_are_read_from_every_way_to_write_a_day():
    ways = [2001.0, "2001", "1/2/2001", "01-02-2001", "2/2001", datetime(2001, 2, 1), 36923.0]
    assert {year_in(way, today=TODAY)[0] for way in ways} == {2001}


def test_one_branch_twice_below_the_unit_is_told_apart_by_the_school():
    a, b = uuid4(), uuid4()
    both = branches_of(
        Branch(HOME, "Xã An Biên"), [Branch(a, "10A1", "Một"), Branch(b, "10A1", "Hai")]
    )
    assert both.labels[a] == "Một / 10A1"
    assert both.ids[branch_key("Hai / 10A1")] == b
    assert branch_key("10A1") not in both.ids
