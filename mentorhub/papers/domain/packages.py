"""Office files are zip archives: looked through part by part before anybody opens one.

Their table of contents is what a sender wrote, so nothing is believed before it was unpacked
and counted.
"""

import stat
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from mentorhub.papers.domain.faults import Fault, Unfit
from mentorhub.papers.domain.kinds import KINDS, Kind
from mentorhub.papers.domain.names import split, twin

MOST_PARTS = 2000
MOST_UNPACKED = 100_000_000
MOST_TIMES = 100  # unpacked to packed, from a megabyte on; documents reach twenty
SMALL = 1_000_000
ARCHIVES = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
PACKED = {"zip", "jar", "rar", "7z", "gz", "bz2", "xz", "tar", "docx", "pptx", "odt", "odp", "apk"}
CHARTS = ("word/embeddings/", "ppt/embeddings/")  # the table behind a chart is a workbook
PROGRAMS = {"vbaproject.bin", "vbadata.xml"}
ENDINGS_OF_PROGRAMS = {"exe", "dll", "js", "vbs", "bat", "cmd", "ps1", "scr", "hta", "html", "svg"}
SCRIPTS = ("basic/", "scripts/", "word/activex/", "ppt/activex/", "xl/activex/", "xl/macrosheets/")
FOREIGN = (
    b"macroEnabled",
    b"<!ENTITY",
    b"attachedTemplate",
    b"/oleObject",
    b"\xd0\xcf\x11\xe0\xa1",
)
END = b"PK\x05\x06"


def look_through(content: bytes, kind: Kind, *, inner: bool = False) -> int:
    """How many bytes it unpacks to, with the tables inside it.

    Raises Unfit unless this is one whole Office file of the kind, and nothing else.
    """
    _refuse_company(content)
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            _refuse_names(parts)
            _refuse_weight(parts, len(content))
            _refuse_other_kinds(package, kind)
            unpacked = 0
            for part in parts:
                unpacked += _look_into(package, part, inner=inner)
                if unpacked > MOST_UNPACKED:
                    raise Unfit(Fault.SWELLS)
            return unpacked
    except (BadZipFile, NotImplementedError, EOFError, OSError, zlib.error, KeyError) as problem:
        raise Unfit(Fault.DAMAGED) from problem
    except RuntimeError as problem:  # how the library says that it wants a password
        raise Unfit(Fault.LOCKED) from problem


def _refuse_company(content: bytes) -> None:
    """Nothing stands before the archive and nothing after it, so that it is no second thing."""
    at = content.rfind(END)
    if not content.startswith(b"PK\x03\x04") or at < 0 or len(content) < at + 22:
        raise Unfit(Fault.DAMAGED)
    size, start, comment = struct.unpack("<LLH", content[at + 12 : at + 22])
    if at + 22 + comment != len(content) or comment or start + size != at:
        raise Unfit(Fault.TWO_IN_ONE)


def _refuse_names(parts: list[ZipInfo]) -> None:
    seen = set()
    for part in parts:
        name = part.orig_filename
        steps = name.replace("\\", "/").split("/")
        if ".." in steps or name.startswith(("/", "\\")) or ":" in name or "\0" in name:
            raise Unfit(Fault.BAD_NAMES)
        if stat.S_ISLNK(part.external_attr >> 16) or twin(name) in seen:
            raise Unfit(Fault.BAD_NAMES)
        seen.add(twin(name))


def _refuse_weight(parts: list[ZipInfo], packed: int) -> None:
    said = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or said > MOST_UNPACKED:
        raise Unfit(Fault.SWELLS)
    if said > SMALL and said > MOST_TIMES * packed:
        raise Unfit(Fault.SWELLS)
    if any(part.flag_bits & 1 for part in parts):
        raise Unfit(Fault.LOCKED)


def _refuse_other_kinds(package: ZipFile, kind: Kind) -> None:
    names = set(package.namelist())
    if kind.heart not in names:
        raise Unfit(Fault.OTHER_THAN_NAMED)
    if kind.name in ("odt", "odp"):
        if package.read("mimetype").strip() != kind.media_type.encode():
            raise Unfit(Fault.OTHER_THAN_NAMED)
    elif "[Content_Types].xml" not in names:
        raise Unfit(Fault.OTHER_THAN_NAMED)


def _look_into(package: ZipFile, part: ZipInfo, *, inner: bool) -> int:
    """How large the part really is; its beginning, name and text may be no archive or program."""
    name = part.filename.lower()
    ending = split(name)[1]
    if name.rpartition("/")[2] in PROGRAMS or name.startswith(SCRIPTS):
        raise Unfit(Fault.PROGRAM)
    if ending in ENDINGS_OF_PROGRAMS:
        raise Unfit(Fault.PROGRAM)
    if ending == "xlsx" and name.startswith(CHARTS) and not inner:
        workbook = package.read(part)
        return len(workbook) + look_through(workbook, KINDS["xlsx"], inner=True)
    if ending in PACKED or ending == "xlsx":
        raise Unfit(Fault.NESTED)
    size = 0
    for block in _blocks(package, part):
        if not size and block.startswith(ARCHIVES):
            raise Unfit(Fault.NESTED)
        if any(one in block for one in FOREIGN):
            raise Unfit(Fault.PROGRAM)
        size += len(block)
    return size


def _blocks(package: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    with package.open(part) as opened:
        while block := opened.read(256 * 1024):
            yield block
