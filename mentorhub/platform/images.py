"""Photos as people send them, made small and silent before anybody else sees them."""

from io import BytesIO
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
SERVED_BYTES = 300_000
LONGEST_SIDE = 1600
MEDIA_TYPE = "image/jpeg"
FORMATS = ("JPEG", "PNG", "WEBP")
Photograph = NewType("Photograph", bytes)


def photograph(content: bytes) -> Photograph:
    """The picture as a JPEG of at most 300 kB and 1600 pixels a side, upright.

    It is decoded and encoded anew, so what was beside the picture (place, device, thumbnail,
    anything hidden behind it) is gone. The kind is read from the bytes, never from the name, and
    the size from the header before anything is decoded.

    Raises ValueError: "too_heavy" above 10 MB, "too_many_pixels" above 40 million, "not_a_photo"
    where the bytes are no whole JPEG, PNG or WebP.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(content) > MOST_BYTES:
        raise ValueError("too_heavy")
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValueError("too_many_pixels")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded small at once
            upright = ImageOps.exif_transpose(opened)
            return _encoded(_on_white(upright))
    except Image.DecompressionBombError:  # so many that they are counted while opening
        raise ValueError("too_many_pixels") from None
    except (UnidentifiedImageError, OSError, SyntaxError):
        raise ValueError("not_a_photo") from None


def _on_white(picture: "Image") -> "Image":
    from PIL import Image

    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    seen = picture.convert("RGBA")
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


def _encoded(picture: "Image") -> Photograph:
    """At the best quality that fits; smaller where even the least does not."""
    while True:
        for quality in (85, 75, 65, 50):
            kept = BytesIO()
            picture.save(kept, "JPEG", quality=quality, progressive=True, optimize=True)
            if kept.tell() <= SERVED_BYTES:
                return Photograph(kept.getvalue())
        picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4))


def thumbnail(content: bytes, *, side: int = 320) -> bytes:
    """A small JPEG of a picture that was kept by `photograph`."""
    from PIL import Image

    with Image.open(BytesIO(content), formats=("JPEG",)) as opened:
        opened.draft("RGB", (side, side))
        opened.thumbnail((side, side))
        kept = BytesIO()
        opened.convert("RGB").save(kept, "JPEG", quality=75)
        return kept.getvalue()
