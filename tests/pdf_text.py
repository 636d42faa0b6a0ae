"""The words of a PDF as a reader's program finds them: by the table of letters in each typeface."""

import io
import re

from pyhanko.pdf_utils.generic import ArrayObject, Dereferenceable
from pyhanko.pdf_utils.reader import PdfFileReader

ONE = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
WRITING = re.compile(rb"/(\w+) [\d.]+ Tf|Tm(?=\[)|\n(ET)\n")


def pages(pdf):
    """The text of each page; every piece of writing on a line of its own."""
    reader = PdfFileReader(io.BytesIO(pdf))
    return [_text_of(page, reader) for page in _leaves(reader.root["/Pages"])]


def _leaves(node):
    if "/Kids" not in node:
        yield node
        return
    for kid in node["/Kids"]:
        yield from _leaves(kid.get_object() if isinstance(kid, Dereferenceable) else kid)


def _text_of(page, reader):
    fonts = page["/Resources"].get("/Font", {})
    letters = {name.lstrip("/"): _letters(fonts[name]) for name in fonts}
    content = page["/Contents"].get_object().data
    stream, said, known = io.BytesIO(content), [], {}
    for found in WRITING.finditer(content):
        font, end = found.groups()
        if font:
            known = letters[font.decode()]
        elif end:
            said.append("\n")
        else:
            stream.seek(found.end())
            written = ArrayObject.read_from_stream(stream, reader.trailer_view.container_ref)
            said += [_read(one, known) for one in written if hasattr(one, "original_bytes")]
    return "".join(said)


def _letters(font):
    """Code of a glyph → letters. Ranges do not come with our papers: a gap would show as U+FFFD."""
    known = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", font["/ToUnicode"].data, re.DOTALL):
        known |= {int(code, 16): _as_text(to) for code, to in ONE.findall(block)}
    return known


def _as_text(code):
    return bytes.fromhex(code.decode()).decode("utf-16-be")


def _read(written, known):
    codes = written.original_bytes
    pairs = (codes[at : at + 2] for at in range(0, len(codes), 2))
    return "".join(known.get(int.from_bytes(pair, "big"), "\ufffd") for pair in pairs)


def typefaces(pdf):
    """{name of each typeface a page writes in: the bytes of it that lie in the file, or none}."""
    reader = PdfFileReader(io.BytesIO(pdf))
    found = {}
    for page in _leaves(reader.root["/Pages"]):
        fonts = page["/Resources"].get("/Font", {})
        for name in fonts:
            found[str(fonts[name]["/BaseFont"])] = _embedded(fonts[name])
    return found


def _embedded(font):
    kept = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
    if "/FontDescriptor" not in kept:
        return b""
    described = kept["/FontDescriptor"]
    files = [one for one in ("/FontFile", "/FontFile2", "/FontFile3") if one in described]
    return described[files[0]].data if files else b""
