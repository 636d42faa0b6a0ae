"""From the bytes of a file to rows of cells, whatever program saved it; nothing is guessed at.

Excel files are read by python-calamine, after a look at what they would unpack to. Text is taken
as UTF-8, UTF-16 or Windows-1258, in this order; marks are put into one Unicode form.
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from statistics import median

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_PARTS = 2_000

Cell = str | float | date | None
Rows = list[list[Cell]]

FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]+)([0-9]{1,9})["']""")
_DELIMITERS = ";,\t|"
_KINDS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)


class Unreadable(Exception):
    """Why the whole file cannot be read: one of the words of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def rows_of(data: bytes) -> Rows:
    """The rows of the first sheet that holds any. Raises Unreadable."""
    if not data.strip(b"\0 \r\n\t"):
        raise Unreadable("empty")
    if len(data) > LARGEST:
        raise Unreadable("large")
    for start, reason in _KINDS:
        if data.startswith(start):
            raise Unreadable(reason)
    is_sheet = data.startswith((b"PK", _OLE))
    rows = _from_excel(data) if is_sheet else _from_text(data)
    if not any(any(cell not in ("", None) for cell in row) for row in rows):
        raise Unreadable("empty")
    if len(rows) > MOST_ROWS:
        raise Unreadable("rows")
    return rows


def _from_excel(data: bytes) -> Rows:
    if data.startswith(b"PK"):
        _refuse_bombs(data)
    elif _ENCRYPTED in data:
        raise Unreadable("password")
    from python_calamine import CalamineError, CalamineWorkbook  # heavy, and rarely wanted

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS:
                raise Unreadable("rows")
            rows = sheet.to_python(skip_empty_area=False)
            if rows:
                return [[_cell(cell) for cell in row[:MOST_COLUMNS]] for row in rows]
    except CalamineError as problem:
        reason = "password" if "password" in str(problem).lower() else "damaged"
        raise Unreadable(reason) from problem
    raise Unreadable("empty")


def _refuse_bombs(data: bytes) -> None:
    """Unpack every part once, counting: what a zip says of its own sizes proves nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                raise Unreadable("not_excel")
            claimed = sum(part.file_size for part in parts)
            if len(parts) > MOST_PARTS or claimed > LARGEST_UNPACKED:
                raise Unreadable("bomb")
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise Unreadable("macros")
            for part in parts:
                inside = archive.read(part)
                if part.filename.startswith("xl/worksheets/"):
                    _refuse_far_cells(inside)
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError) as problem:
        raise Unreadable("damaged") from problem


def _refuse_far_cells(sheet: bytes) -> None:
    """Two cells far apart make a table of all between them: a few bytes that fill a machine."""
    rows, width = 0, 0
    for column, row in _REFERENCE.findall(sheet):
        rows, width = max(rows, int(row)), max(width, len(column))
    if rows > MOST_ROWS:
        raise Unreadable("rows")
    if width > 2:
        raise Unreadable("bomb")


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool | time | timedelta):
        return str(value)
    return float(value) if isinstance(value, int | float) else None


def as_text(cell: Cell) -> str:
    """A cell as words; a whole number without the ".0" Excel keeps."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return cell or ""


def clean(text: str) -> str:
    """NFC, one space between words, no signs that cannot be seen."""
    shown = "".join(" " if unicodedata.category(c) in ("Cc", "Zs") else c for c in text)
    seen = "".join(c for c in shown if unicodedata.category(c) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _from_text(data: bytes) -> Rows:
    text = _decoded(data)
    if re.match(r"\s*<(?:!doctype|html|table|\?xml|meta)", text, re.IGNORECASE):
        raise Unreadable("web_page")
    lines = re.split(r"\r\n|\r|\n", text)
    if len(lines) > MOST_ROWS + 1:
        raise Unreadable("rows")
    delimiter = _delimiter(lines)
    if lines and lines[0].lower().startswith("sep="):
        lines = lines[1:]
    try:
        reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=delimiter)
        return [[_bare(clean(cell)) for cell in row[:MOST_COLUMNS]] for row in reader]
    except csv.Error as problem:
        raise Unreadable("damaged") from problem


def _bare(cell: str) -> str:
    """Without the sign that keeps a spreadsheet from reading a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_SIGNS else cell


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as("utf-16", data)
    if _has_two_bytes_a_sign(data):
        return _as("utf-16-be" if data[0] == 0 else "utf-16-le", data)
    if b"\0" in data:
        raise Unreadable("not_a_list")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as("cp1258", data)


def _has_two_bytes_a_sign(data: bytes) -> bool:
    head = data[:200]
    return len(head) > 3 and head.count(0) * 3 > len(head) and 0 in (head[0], head[1])


def _as(encoding: str, data: bytes) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise Unreadable("encoding") from problem
    if encoding == "cp1258" and any(c < " " and c not in "\t\r\n" for c in text):
        raise Unreadable("not_a_list")
    return text


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that cuts most lines into most pieces; a first line `sep=;` says it outright."""
    if lines and re.fullmatch(r"sep=.", lines[0], re.IGNORECASE):
        return lines[0][-1]
    sample = [line for line in lines[:40] if line.strip()]

    def pieces(sign: str) -> float:
        cut = [len(row) for row in csv.reader(sample, delimiter=sign)]
        return median(cut) if cut else 0

    return max(_DELIMITERS, key=pieces)
