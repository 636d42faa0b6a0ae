"""A list of ideas is understood as people send it, and every mistake in it is found."""

import unicodedata

import pytest

from mentorhub.platform.clock import today
from mentorhub.slips.domain.lists import NoList
from mentorhub.slips.models import Agreed
from tests.rosters.files import excel, text
from tests.slips.sheets import HEADINGS, ROWS, read, row


def flaws(*rows, units=()):
    return [(p.line, p.what) for p in read(excel([HEADINGS, *rows]), units).problems]


# ---- what a file says


@pytest.mark.parametrize(
    "data",
    [
        excel([["Đoàn xã An Biên"], [], HEADINGS, *ROWS]),
        text([HEADINGS, *ROWS]),
        text([HEADINGS, *ROWS], encoding="utf-8-sig"),
        unicodedata.normalize("NFD", text([HEADINGS, *ROWS]).decode()).encode(),
        text([HEADINGS, *ROWS], sign="\t", encoding="utf-16"),
    ],
    ids=["titles", "semicolons", "bom", "nfd", "utf-16"],
)
def test_lists_as_people_send_them(data):
    pile = read(data)
    assert pile.problems == ()
    first, second = pile.lines
    assert (first.name, first.birth_year, first.agreed) == ("Danh Thị Sa Rây", 2004, "signed")
    assert (first.sector, first.written_on) == ("nong-lam-ngu-nghiep", "2025-03-01")
    assert first.is_complete
    assert not second.is_complete
    assert (second.birth_year, second.agreed) == (2003, Agreed.PHONED)


def test_windows_1258_is_read_too():
    decomposed = text([HEADINGS, *ROWS]).decode()
    old = "".join(
        unicodedata.normalize("NFC", base) + "".join(marks)
        for base, marks in map(_cp1258, decomposed)
    )
    assert read(old.encode("cp1258")).lines[0].name == "Danh Thị Sa Rây"


def _cp1258(letter):
    """Windows-1258 has letters with circumflex, breve, horn; the tones stand after them."""
    parts = unicodedata.normalize("NFD", letter)
    tones = [p for p in parts[1:] if p in "\u0300\u0301\u0303\u0309\u0323"]
    return "".join(p for p in parts if p not in tones), tones


def test_every_mistake_is_found_with_its_line():
    assert flaws(
        row(name=""), row(title=""), row(title="a" * 121), row(problem="b" * 801),
        row(sector="Thiên văn"), row(agreed=""), row(agreed="chắc vậy"), row(born=""),
        row(born=1850), row(born=today().year - 12), row(unit="Ấp Không Có"), row(day="32/13/2025"),
        row(day="01/01/2999"), row(name="Nguyeãn Vaên An"),
    ) == [
        (2, "no_name"), (3, "no_title"), (4, "long_title"), (5, "long_text"), (6, "sector"),
        (7, "not_agreed"), (8, "agreed"), (9, "no_year"), (10, "year"), (11, "guardian"),
        (12, "unit"), (13, "day"), (14, "day"), (15, "old_font"),
    ]  # fmt: skip


def test_a_child_comes_with_a_guardian():
    assert flaws(row(born=today().year - 12, guardian="Có")) == []


def test_a_list_without_its_columns_is_refused():
    for rows, reason in (
        ([["Danh sách"], ["a", "b"]], "no_headings"),
        ([["STT", "Ý tưởng", "Lĩnh vực"], [1, "a", ""]], "no_name"),
        ([["STT", "Họ và tên", "Năm sinh"], [1, "a", 2000]], "no_title"),
        ([HEADINGS, *(row(title=f"Số {i}") for i in range(301))], "many"),
    ):
        with pytest.raises(NoList, match=reason):
            read(excel(rows))


def test_a_line_twice_in_one_file_is_one_idea():
    pile = read(excel([HEADINGS, ROWS[0], row(title="PHAO  BÁO MẶN")]))
    assert (len(pile.lines), pile.repeated) == (1, ((3, 2),))
