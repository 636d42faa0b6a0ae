"""Papers carry our typeface with every Vietnamese letter, and no word of a person is markup."""

import unicodedata

from mentorhub.platform.documents import joined, pdf
from mentorhub.platform.qr import picture
from tests.pdf_text import pages, typefaces

PAPER = "certificates/data/paper.typ"
VOWELS = "aăâeêioôơuưy"
LETTERS = sorted(
    {
        unicodedata.normalize("NFC", f"{vowel}{tone}")
        for vowel in (*VOWELS, *VOWELS.upper())
        for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
    }
    | {"đ", "Đ"}
)


def paper(name, **more):
    return {
        "language": "vi", "from": ["Đoàn", "Tỉnh Đoàn"], "heading": "Giấy chứng nhận", "name": name,
        "sub": "", "lines": [[["đạt ", False], ["Giải Nhất", True]]], "seal": [], "place": "x",
        "sign": "x", "hint": "x", "sample": "", "check": "x", "code": "ABCDE",
        "qr": picture("http://localhost/certificates/x"), "alt": "x", **more,
    }  # fmt: skip


def made(*papers):
    return pdf(PAPER, {"title": "Giấy", "papers": list(papers)})


def test_every_vietnamese_letter_is_in_the_typeface_and_can_be_found_again():
    assert len(LETTERS) == 146
    lines = [[["".join(LETTERS[at : at + 24]), False]] for at in range(0, len(LETTERS), 24)]
    content = made(paper("Nguyễn Thị Bích Phượng", lines=lines))
    (text,) = pages(content)
    assert "Nguyễn Thị Bích Phượng" in text
    assert set(LETTERS) <= set(text)
    assert b"MentorHubSans" in content
    assert b"Libertinus" not in content  # what typst falls back to where a letter is missing


def test_what_people_wrote_is_never_markup():
    name = '#read("/etc/hostname") *đậm* $x$ <a> "@b"'
    assert name in pages(made(paper(name, sub=name)))[0].replace("\n", "")


def test_the_same_facts_give_the_same_bytes():
    assert made(paper("Lê Hồng Cúc")) == made(paper("Lê Hồng Cúc"))


def test_joined_papers_keep_their_order_and_their_words():
    parts = [made(paper("Một"), paper("Hai")), made(paper("Ba"))]
    told = pages(joined(parts))
    assert [next(n for n in ("Một", "Hai", "Ba") if n in page) for page in told] == [
        "Một", "Hai", "Ba",
    ]  # fmt: skip


def naming_a_typeface_only():
    """A paper that leaves it to the reader's machine to have Helvetica."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    content, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj%b endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    head = b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 5>>\n"
    return content + head + b"startxref\n%d\n%%%%EOF\n" % len(content)


def test_a_typeface_that_is_only_named_is_seen_to_be_missing():
    assert typefaces(naming_a_typeface_only()) == {"/Helvetica": b""}
    assert all(typefaces(made(paper("Phượng"))).values())
