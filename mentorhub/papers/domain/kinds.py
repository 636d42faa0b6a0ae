"""The kinds of files an entry may hold.

No archives: a juror on a phone cannot look into one, and nobody here can either.
"""

from dataclasses import dataclass

WORD = "application/vnd.openxmlformats-officedocument."
MOST_BYTES = 20_000_000
PART = 256 * 1024  # some five seconds of a slow 3G network
MOST_AT_ONCE = 4 * PART  # where the network is fast, several parts go together


@dataclass(frozen=True)
class Kind:
    """What the ending, the bytes and the parts inside have to agree on."""

    name: str
    media_type: str
    heart: str = ""  # the part an Office file is not without


KINDS = {
    "pdf": Kind("pdf", "application/pdf"),
    "docx": Kind("docx", f"{WORD}wordprocessingml.document", "word/document.xml"),
    "pptx": Kind("pptx", f"{WORD}presentationml.presentation", "ppt/presentation.xml"),
    "xlsx": Kind("xlsx", f"{WORD}spreadsheetml.sheet", "xl/workbook.xml"),
    "odt": Kind("odt", "application/vnd.oasis.opendocument.text", "content.xml"),
    "odp": Kind("odp", "application/vnd.oasis.opendocument.presentation", "content.xml"),
    "jpg": Kind("picture", "image/jpeg"),
    "jpeg": Kind("picture", "image/jpeg"),
    "png": Kind("picture", "image/png"),
    "webp": Kind("picture", "image/webp"),
    "mp4": Kind("film", "video/mp4"),
}
SPOKEN = "PDF, Word, PowerPoint, Excel, ODT, ODP, JPEG, PNG, WebP, MP4"
ACCEPT = ",".join(f".{ending}" for ending in KINDS)
