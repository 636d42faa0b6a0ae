"""Small real files of every kind, and bad ones."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
HEARTS = {"docx": "word/document.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
OPEN = "application/vnd.oasis.opendocument."


def pdf(inside=b""):
    return b"%PDF-1.7\n1 0 obj\n<<" + inside + b">>\nendobj\ntrailer <<>>\nstartxref\n0\n%%EOF\n"


def office(kind="docx", parts=(), *, mode="w", content=b""):
    """An Office file with these parts besides those it needs."""
    held = BytesIO(content)
    with ZipFile(held, mode, ZIP_DEFLATED) as package:
        if kind in HEARTS:
            package.writestr("[Content_Types].xml", TYPES)
            package.writestr(HEARTS[kind], "<document>Bài dự thi</document>")
        else:
            package.writestr("mimetype", OPEN + {"odt": "text", "odp": "presentation"}[kind])
            package.writestr("content.xml", "<document/>")
        for name, part in parts:
            package.writestr(name, part)
    return held.getvalue()


def picture(kind="PNG", size=(60, 40), **more):
    held = BytesIO()
    Image.new("RGB", size, "navy").save(held, kind, **more)
    return held.getvalue()


def film(*boxes):
    def box(name, inside=b""):
        return (8 + len(inside)).to_bytes(4) + name + inside

    begin = box(b"ftyp", b"isom\0\0\2\0isommp42")
    return begin + b"".join(box(name, b"x" * 40) for name in boxes or (b"moov", b"mdat"))


GOOD = {
    "bai.pdf": pdf(), "bai.docx": office(), "bai.pptx": office("pptx"), "bai.xlsx": office("xlsx"),
    "bai.odt": office("odt"), "bai.odp": office("odp"), "phim.mp4": film(),
    "anh.png": picture(), "anh.JPG": picture("JPEG"), "anh.webp": picture("WEBP"),
}  # fmt: skip
