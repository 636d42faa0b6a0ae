"""A list as a file people open with Excel: nothing in it is ever a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from mentorhub.rosters.domain.files import FORMULA_SIGNS

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


def as_excel(title: str, headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One sheet; numbers of telephones are texts, so that the leading zero stays."""
    import xlsxwriter  # heavy, and rarely wanted

    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **plain}) as book:
        sheet = book.add_worksheet()
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        sheet.write_string(0, 0, title, bold)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, _WIDTHS[column])
            sheet.write_string(2, column, heading, bold)
        for line, row in enumerate(rows, start=3):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                elif cell:
                    sheet.write_string(line, column, cell, text)
        sheet.freeze_panes(3, 0)
    return out.getvalue()
