import struct
import time
import unicodedata
from random import Random
from zipfile import ZipInfo

import pytest

from mentorhub.papers.domain import packages
from mentorhub.papers.domain.examination import examine, weigh
from mentorhub.papers.domain.faults import Fault, Unfit
from mentorhub.papers.domain.names import clean, twin
from tests.papers.samples import GOOD, film, office, pdf, picture

NFD = unicodedata.normalize("NFD", "word/ảnh.xml")
LINK = ZipInfo("word/link.xml")
LINK.external_attr = 0o120777 << 16
ROOM = b"x" * 30_000_000
CHART = "ppt/embeddings/Microsoft_Excel_Sheet.xlsx"


def renamed(content, old, new):
    """A part under another name, as no library would write it."""
    assert len(old) == len(new)
    return content.replace(old.encode(), new.encode())


BAD = {
    "nothing": ("a.pdf", b"", Fault.EMPTY),
    "a page": ("a.html", b"<html>", Fault.UNKNOWN_ENDING),
    "a drawing with script": ("a.svg", b"<svg>", Fault.UNKNOWN_ENDING),
    "xml": ("a.xml", b"<?xml", Fault.UNKNOWN_ENDING),
    "an archive": ("a.zip", office(), Fault.UNKNOWN_ENDING),
    "no ending": ("pdf", pdf(), Fault.UNKNOWN_ENDING),
    "a page called a document": ("a.pdf", b"<html><script>", Fault.OTHER_THAN_NAMED),
    "a document called a picture": ("a.png", pdf(), Fault.OTHER_THAN_NAMED),
    "a picture of another kind": ("a.png", picture("JPEG"), Fault.OTHER_THAN_NAMED),
    "a workbook called a document": ("a.docx", office("xlsx"), Fault.OTHER_THAN_NAMED),
    "an open presentation called a text": ("a.odt", office("odp"), Fault.OTHER_THAN_NAMED),
    "a program called a document": ("a.docx", b"MZ\x90\0", Fault.OTHER_THAN_NAMED),
    "a document cut off": ("a.pdf", pdf()[:-20], Fault.DAMAGED),
    "an archive cut off": ("a.docx", office()[:-30], Fault.DAMAGED),
    "a film cut off": ("a.mp4", film()[:-5], Fault.DAMAGED),
    "a film without pictures": ("a.mp4", film(b"mdat"), Fault.DAMAGED),
    "document and page": ("a.pdf", pdf(b"<html><script>alert(1)</script>"), Fault.TWO_IN_ONE),
    "document and archive": ("a.pdf", pdf() + office(), Fault.TWO_IN_ONE),
    "archive inside a document": ("a.pdf", pdf() + office() + b"\n%%EOF\n", Fault.TWO_IN_ONE),
    "archive before archive": ("a.docx", office() + office(), Fault.TWO_IN_ONE),
    "archive and page": ("a.docx", office() + b"<script>", Fault.TWO_IN_ONE),
    "a document with script": ("a.pdf", pdf(b"/S /JavaScript"), Fault.PROGRAM),
    "a document that starts a program": ("a.pdf", pdf(b"/S /Launch"), Fault.PROGRAM),
    "a bomb": ("a.docx", office(parts=[("word/a.xml", ROOM)]), Fault.SWELLS),
    "many parts": ("a.docx", office(parts=[(f"{n}", "") for n in range(2001)]), Fault.SWELLS),
    "an archive inside": ("a.docx", office(parts=[("word/a.xml", office())]), Fault.NESTED),
    "an archive by name": ("a.docx", office(parts=[("word/a.zip", "x")]), Fault.NESTED),
    "a workbook elsewhere": ("a.docx", office(parts=[("a.xlsx", office("xlsx"))]), Fault.NESTED),
    "up and away": ("a.docx", office(parts=[("../../a.xml", "x")]), Fault.BAD_NAMES),
    "from the root": ("a.docx", office(parts=[("/etc/passwd", "x")]), Fault.BAD_NAMES),
    "backslashes": (
        "a.docx", renamed(office(parts=[("u-u-..-a", "x")]), "u-u-..-a", "u\\u\\..\\a"),
        Fault.BAD_NAMES,
    ),
    "twins": ("a.docx", office(parts=[("word/ảnh.xml", "1"), (NFD, "2")]), Fault.BAD_NAMES),
    "a link": ("a.docx", office(parts=[(LINK, "/etc/passwd")]), Fault.BAD_NAMES),
    "a macro": ("a.docx", office(parts=[("word/vbaProject.bin", "x")]), Fault.PROGRAM),
    "a page in it": ("a.docx", office(parts=[("word/a.html", "x")]), Fault.PROGRAM),
    "a template elsewhere": (
        "a.docx", office(parts=[("word/_rels/a.rels", "x/attachedTemplate")]), Fault.PROGRAM,
    ),
    "words that grow": ("a.docx", office(parts=[("a.xml", "<!ENTITY a 'b'>")]), Fault.PROGRAM),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_files_that_are_what_they_say_are_taken(name):
    assert examine(name, GOOD[name]).media_type.count("/") == 1


@pytest.mark.parametrize("what", BAD)
def test_bad_files_are_refused_at_once(what):
    name, content, fault = BAD[what]
    begun = time.perf_counter()
    with pytest.raises(Unfit) as unfit:
        examine(name, content)
    assert unfit.value.fault is fault
    assert time.perf_counter() - begun < 1


def test_a_chart_may_have_its_table_but_nothing_inside_that():
    examine("a.pptx", office("pptx", [(CHART, office("xlsx"))]))
    inside = office("xlsx", [(CHART, office("xlsx"))])
    with pytest.raises(Unfit) as unfit:
        examine("a.pptx", office("pptx", [(CHART, inside)]))
    assert unfit.value.fault is Fault.NESTED


def test_parts_that_are_heavy_together_are_too_much(monkeypatch):
    parts = [(f"word/media/{n}.bin", Random(n).randbytes(400_000)) for n in range(3)]
    examine("a.docx", office(parts=parts))
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Unfit) as unfit:
        examine("a.docx", office(parts=parts))
    assert unfit.value.fault is Fault.SWELLS


def test_charts_that_swell_together_are_a_bomb(monkeypatch):
    """None of them is too large alone; all of them are unpacked by whoever opens the file."""
    table = office("xlsx", [("xl/a.xml", Random(1).randbytes(30_000) + bytes(2_000_000))])
    charts = [(CHART.replace("Sheet", f"Sheet{n}"), table) for n in range(3)]
    examine("a.pptx", office("pptx", charts))
    monkeypatch.setattr(packages, "MOST_UNPACKED", 5_000_000)
    with pytest.raises(Unfit) as unfit:
        examine("a.pptx", office("pptx", charts))
    assert unfit.value.fault is Fault.SWELLS


def test_a_table_of_contents_that_lies_about_sizes_is_found_out():
    bomb = office(parts=[("word/a.xml", b"x" * 5_000_000)])
    lying = bomb.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 50))
    with pytest.raises(Unfit) as unfit:
        examine("a.docx", lying)
    assert unfit.value.fault is Fault.DAMAGED


def test_an_archive_with_a_password_is_refused():
    content = bytearray(office())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(sign) + at] |= 1
    with pytest.raises(Unfit) as unfit:
        examine("a.docx", bytes(content))
    assert unfit.value.fault is Fault.LOCKED


def test_weights():
    weigh(20_000_000)
    with pytest.raises(Unfit):
        weigh(20_000_001)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/bài.pdf", "bài.pdf"),
        ("C:\\Users\\An\\bài.pdf", "bài.pdf"),
        (unicodedata.normalize("NFD", "Bản vẽ.PDF"), "Bản vẽ.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("anh\u202egpj.exe.pdf", "anhgpj.exe.pdf"),
        ("CON.pdf", "_CON.pdf"),
        (".htaccess", "htaccess"),
        ("", "file"),
        (".pdf", "pdf"),
        ("ă" * 300 + ".pdf", "ă" * 60 + ".pdf"),
        ('a"b.pdf', "a_b.pdf"),
    ],
)
def test_names_are_made_safe(given, kept):
    assert clean(given) == kept


def test_twins():
    assert twin(unicodedata.normalize("NFD", "ẢNH.jpg")) == twin("ảnh.JPG")
