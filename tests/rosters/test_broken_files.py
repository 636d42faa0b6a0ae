"""docs/proof/rosters.md: what an officer reads who gives a broken file, as the pages say it.

With MENTORHUB_PROOF=1 the page is written; without, it has to say what is true.
"""

import os
import re
from html import unescape
from itertools import chain

from mentorhub.platform.settings import ROOT
from mentorhub.sheets.domain import reading
from tests.rosters.files import HEADINGS, excel
from tests.rosters.test_domain import BROKEN, VNI
from tests.rosters.test_messages import HEADLESS, answer

PAGE = ROOT / "docs" / "proof" / "rosters.md"
HEAD = """# Broken lists of members, and what is answered

`pytest tests/rosters/test_broken_files.py` gives each file to the page of an officer and compares
what it says with this page; with `MENTORHUB_PROOF=1` it writes this page. No member is taken in.

| file | answer |
|---|---|
"""
FILES = {
    "empty": "empty", "blank": "nothing but empty cells", "large": "larger than 5 MB",
    "long": "more than 20,000 rows", "pdf": "a PDF", "picture": "a picture",
    "archive": "a RAR archive", "password": "Excel behind a password", "half": "Excel, cut short",
    "ole": "an old Excel without its inside", "word": "a Word document",
    "bomb": "unpacks to 70 MB", "far": "two cells 16,384 columns apart", "web": "a web page",
    "utf16": "UTF-16 with half a letter", "program": "a program",
    "macros": "Excel with macros",
    "no_headings": "no line of headings", "no_name": "no column of names",
    "twice": "two columns of names",
}  # fmt: skip
LINES = {
    "no name": ["", "2001"],
    "a sign in the name": ["Nguyễn @ An", "2001"],
    "a name in a VNI font": [VNI, "2001"],
    "a name of 120 letters": ["An " * 40, "2001"],
    "the 31st of February": ["Lê An", "31/02/2001"],
    "a year of two figures": ["Lê An", "1/2/01"],
    "born in 1823": ["Lê An", "1823"],
    "a branch with a Cyrillic letter": ["Lê An", "2001", "Ấр 1"],
}


def _said(page, pattern):
    found = re.findall(pattern, page, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", one)).split()) for one in found]


def _of_file(browser, data):
    reply = answer(browser, data)
    assert reply.status_code == 422
    (words,) = set(
        _said(reply.text, r'<p class="field__err">(?:(?!</p>).)*?</span>([^<]*)</span></p>')
    )
    return words


def _of_line(browser, row):
    reply = answer(browser, excel([HEADINGS, [1, *row, *["Ấp 1"] * (3 - len(row))]]))
    page = browser.get(reply.location).text
    assert 'name="digest"' not in page
    (words,) = _said(page, r'<b class="nb tnum">Line 2</b><span>(.*?)</span></li>')
    return words


def test_each_broken_file_is_answered_as_the_page_says(browser, monkeypatch):
    told = []
    for name, data in chain(BROKEN.items(), HEADLESS.items()):
        with monkeypatch.context() as smaller:
            if name == "large":  # the test client leaves a large body's own file open
                smaller.setattr(reading, "LARGEST", 1000)
                data = data[:1001]
            told.append((FILES[name], _of_file(browser, data)))
    told += [(f"a line: {name}", _of_line(browser, row)) for name, row in LINES.items()]
    page = HEAD + "".join(f"| {name} | {words} |\n" for name, words in told)
    if os.environ.get("MENTORHUB_PROOF"):
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page
