"""The picture a link wears where it is shared: 1200 × 630, made once for each content, kept.

What is on it is all it is named by, so that a changed title is a new picture. Nobody but the
caller decides what may stand there.
"""

import hashlib
import json
import math
import os
import re
import tempfile
from dataclasses import astuple, dataclass
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from mentorhub.platform.assets import SOURCE
from mentorhub.platform.folders import data_folder

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT, MARGIN = 1200, 630, 76
MEDIA_TYPE = "image/png"
MADE_LIKE_THIS = 1  # another drawing is another picture
PAPER, INK, SOFT, SUN = "#FAF7EF", "#13231D", "#42514A", "#B9DB5C"
BAND = 150
LARGEST, SMALLEST, MOST_LINES = 84, 44, 4


@dataclass(frozen=True, slots=True)
class ShareCard:
    """`sector` chooses the colour; `foot` stands small beside the name of the house."""

    title: str
    sector: str
    label: str
    foot: str

    @property
    def digest(self) -> str:
        said = json.dumps([MADE_LIKE_THIS, *astuple(self)], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def picture_of(card: ShareCard) -> bytes:
    """The PNG, from the folder where it is kept or drawn now."""
    path = data_folder("cards") / f"{card.digest}.png"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = drawn(card)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        partial.write(content)
    os.replace(partial.name, path)  # whole or not at all, also when two draw at once
    return content


def sweep(before: datetime) -> int:
    """Forget pictures drawn before this moment; whoever asks for one again has it drawn."""
    old = [p for p in data_folder("cards").glob("*") if p.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def drawn(card: ShareCard) -> bytes:
    from PIL import ImageDraw

    colour = colours().get(card.sector, INK)
    picture = _ground(colour).copy()
    draw = ImageDraw.Draw(picture)
    draw.text((MARGIN, BAND + 44), card.label, font=_font(600, 32), fill=colour)
    _title(draw, card.title)
    draw.text((MARGIN + 64, HEIGHT - 84), "MentorHub", font=_font(800, 34), fill=INK)
    small, right = _font(400, 30), WIDTH - MARGIN
    draw.text((right, HEIGHT - 81), _shortened(card.foot, small, 700), SOFT, small, anchor="ra")
    kept = BytesIO()
    picture.quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()


@cache
def colours() -> dict[str, str]:
    """Of each sector, as the style sheet has it."""
    sheet = (SOURCE / "css" / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"\.k-([a-z-]+)\{--k:(#[0-9A-Fa-f]{6})", sheet))


@lru_cache(maxsize=16)
def _ground(colour: str) -> "Picture":
    """A band of water in the colour of the sector, and the leaf of the house.

    Drawn at twice the size, so that its curves are smooth.
    """
    from PIL import Image, ImageDraw

    large = Image.new("RGB", (2 * WIDTH, 2 * HEIGHT), PAPER)
    draw = ImageDraw.Draw(large)
    draw.rectangle((0, 0, 2 * WIDTH, 2 * BAND), fill=colour)
    lighter = _mixed(colour, "#FFFFFF", 0.28)
    for row in range(-1, 6):
        base = row * 52 + 20
        wave = [
            (x, base + 18 * math.sin((x + row * 96) / 76)) for x in range(-8, 2 * WIDTH + 16, 8)
        ]
        draw.line(wave, fill=lighter, width=7, joint="curve")
    draw.rectangle((0, 2 * BAND, 2 * WIDTH, 2 * BAND + 16), fill=SUN)
    _leaf(large)
    return large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _leaf(large: "Picture") -> None:
    from PIL import Image, ImageChops, ImageDraw

    side, corners = 96, (True, False, True, False)
    round_, sharp = (Image.new("L", (side, side)) for _ in range(2))
    box = (0, 0, side - 1, side - 1)
    ImageDraw.Draw(round_).rounded_rectangle(box, 34, 255, corners=(False, True, False, True))
    ImageDraw.Draw(sharp).rounded_rectangle(box, 14, 255, corners=corners)
    place = (2 * MARGIN, 2 * HEIGHT - 180)
    large.paste("#0B57A4", place, ImageChops.darker(round_, sharp))
    draw, (left, top) = ImageDraw.Draw(large), place
    draw.ellipse((left + 40, top + 18, left + 56, top + 34), fill=SUN)
    wave = [(left + 20 + x, top + 58 + 15 * math.cos(math.pi * x / 14)) for x in range(57)]
    draw.line(wave, fill="#FFFFFF", width=10, joint="curve")


def _mixed(colour: str, other: str, part: float) -> tuple[int, ...]:
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return tuple(round(a + (b - a) * part) for a, b in pairs)


def _title(draw: "ImageDraw", title: str) -> None:
    """As large as it fits; the longest are cut between words."""
    room = WIDTH - 2 * MARGIN
    for size in range(LARGEST, SMALLEST - 1, -4):
        font = _font(800, size)
        lines = _lines(title, font, room)
        if len(lines) * size * 1.22 <= HEIGHT - BAND - 230:
            break
    if len(lines) > MOST_LINES:
        lines = [
            *lines[: MOST_LINES - 1],
            _shortened(" ".join(lines[MOST_LINES - 1 :]), font, room),
        ]
    for row, line in enumerate(lines):
        draw.text((MARGIN, BAND + 100 + row * size * 1.22), line, font=font, fill=INK)


def _lines(text: str, font: "FreeTypeFont", room: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [_shortened(line, font, room) for line in lines]


def _shortened(text: str, font: "FreeTypeFont", room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(text + "…") > room:
        text = text[:-1].rstrip()
    return text + "…"


@cache
def _font(weight: int, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    path: Path = SOURCE / "fonts" / f"mentorhub-sans-{weight}.woff2"
    return ImageFont.truetype(path, size)
