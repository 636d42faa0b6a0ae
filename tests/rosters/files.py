"""Lists as people send them: Excel files of every age, and text of every kind."""

import io
import zipfile

import xlsxwriter

HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Chi đoàn"]
ROWS = [[1, "Nguyễn Văn An", "01/02/2001", "Ấp 1"], [2, "Trần Thị Ân", 2003, "Ấp 2"]]


def excel(rows=(HEADINGS, *ROWS), merged=()):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write(line, place, cell)
    for where, text in merged:
        sheet.merge_range(where, text)
    book.close()
    return out.getvalue()


def text(rows=(HEADINGS, *ROWS), sign=";", encoding="utf-8"):
    lines = [sign.join("" if cell is None else str(cell) for cell in row) for row in rows]
    return "\r\n".join(lines).encode(encoding)


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def far_apart():
    """Two cells at the ends of the sheet, in a file of a few hundred bytes."""
    data = excel()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            inside = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                inside = inside.replace(b'r="D3"', b'r="XFD3"')
            new.writestr(part.filename, inside)
    return out.getvalue()
