"""Is this file what its name says, one thing only, and nothing that acts by itself?"""

import re

from mentorhub.papers.domain.faults import Fault, Unfit
from mentorhub.papers.domain.kinds import KINDS, MOST_BYTES, Kind
from mentorhub.papers.domain.names import split
from mentorhub.papers.domain.packages import look_through

PICTURES = {
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "jpeg": re.compile(rb"\xff\xd8\xff"),
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
}
PDF = re.compile(rb"%PDF-[12]\.\d")
MARKUP = re.compile(rb"<(?:!doctype\s+html|html|script|svg|body|iframe)[\s>]", re.IGNORECASE)
ACTING = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
BOXES = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"styp",
         b"meta", b"udta", b"uuid", b"pdin", b"emsg"}  # fmt: skip
BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV",
          b"3gp4", b"3gp5", b"3gp6")  # fmt: skip


def kind_named(name: str) -> Kind:
    """By its ending; refused before a byte is sent."""
    try:
        return KINDS[split(name)[1]]
    except KeyError:
        raise Unfit(Fault.UNKNOWN_ENDING) from None


def weigh(size: int) -> None:
    if size < 1:
        raise Unfit(Fault.EMPTY)
    if size > MOST_BYTES:
        raise Unfit(Fault.TOO_HEAVY)


def examine(name: str, content: bytes) -> Kind:
    """The kind on which ending and bytes agree. Of pictures only the beginning is looked at here:

    they are made anew before they are kept.
    """
    kind = kind_named(name)
    weigh(len(content))
    if kind.name == "picture":
        if not PICTURES[split(name)[1]].match(content):
            raise Unfit(Fault.OTHER_THAN_NAMED)
    elif kind.name == "pdf":
        _examine_pdf(content)
    elif kind.name == "film":
        _examine_film(content)
    else:
        if not content.startswith(b"PK"):
            raise Unfit(Fault.OTHER_THAN_NAMED)
        look_through(content, kind)
    return kind


def _examine_pdf(content: bytes) -> None:
    if not PDF.match(content):
        raise Unfit(Fault.OTHER_THAN_NAMED)
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Unfit(Fault.DAMAGED)
    if content[end + 5 :].strip(b"\r\n \0\t") or b"PK\x05\x06" in content[-66_000:]:
        raise Unfit(Fault.TWO_IN_ONE)
    if MARKUP.search(content):
        raise Unfit(Fault.TWO_IN_ONE)
    if ACTING.search(content):
        raise Unfit(Fault.PROGRAM)


def _examine_film(content: bytes) -> None:
    """A row of boxes from the first byte to the last, each with its length."""
    if content[4:8] != b"ftyp" or content[8:12] not in BRANDS:
        raise Unfit(Fault.OTHER_THAN_NAMED)
    at, found = 0, set()
    while at < len(content):
        size, box = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(content[at + 8 : at + 16])
        if box not in BOXES or (size < 8 and size != 0) or at + size > len(content):
            raise Unfit(Fault.DAMAGED)
        found.add(box)
        at = at + size if size else len(content)
    if b"moov" not in found:
        raise Unfit(Fault.DAMAGED)
    if b"PK\x05\x06" in content[-66_000:] or MARKUP.search(content[:4096]):
        raise Unfit(Fault.TWO_IN_ONE)
