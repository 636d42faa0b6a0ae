"""A list as a file people open with Excel: nothing in it is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from mentorhub.sheets.domain.reading import FORMULA_SIGNS

Row = Sequence[str | int | None]
_WIDTHS = (6, 32, 12, 28, 20, 16, 28)


def as_csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """With a BOM, without which Excel takes the marks for something else."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headings)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str | int | None) -> str | int:
    text = "" if cell is None else cell
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA_SIGNS) else text


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; its name is at most 31 signs long, none of them []:*?/\\."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Row]
    name: str | None = None
    widths: Sequence[int] = _WIDTHS


def as_excel(
    title: str, headings: Sequence[str], rows: Iterable[Row], *, widths: Sequence[int] = _WIDTHS
) -> bytes:
    return as_workbook([Sheet(title, headings, rows, widths=widths)])


def as_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Numbers of telephones are texts, so that the leading zero stays."""
    import xlsxwriter  # heavy, and rarely wanted

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **plain}) as book:
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, bold, text)
    return out.getvalue()


def _write(page: Any, sheet: Sheet, bold: Any, text: Any) -> None:
    page.write_string(0, 0, sheet.title, bold)
    for column, heading in enumerate(sheet.headings):
        page.set_column(column, column, sheet.widths[column])
        page.write_string(2, column, heading, bold)
    for line, row in enumerate(sheet.rows, start=3):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                page.write_number(line, column, cell)
            elif cell:
                page.write_string(line, column, cell, text)
    page.freeze_panes(3, 0)
