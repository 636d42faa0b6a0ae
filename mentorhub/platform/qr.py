"""Addresses as drawings a phone reads from paper; the only place, with the codes, for segno."""

import io

from markupsafe import Markup


def drawn(address: str, *, scale: int | None = 5) -> Markup:
    """Of a size, or without a scale as large as the style sheet says."""
    import segno  # here: only paper needs it

    code = segno.make(address, error="m", micro=False)
    size = {"omitsize": True} if scale is None else {"scale": scale}
    drawing: str = code.svg_inline(border=2, svgclass="qr", lineclass=None, **size)
    return Markup(drawing)


def picture(address: str) -> str:
    """As an SVG that stands alone, for papers."""
    import segno

    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=1)
    return out.getvalue().decode()
