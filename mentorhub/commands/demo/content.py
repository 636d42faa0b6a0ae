"""The sample content as it lies in data/demo_content.json, with days counted from today."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from mentorhub.contests.domain.rubric import Band, Criterion
from mentorhub.platform.clock import LOCAL, as_of
from mentorhub.platform.db import Translated, db

DATA = Path(__file__).parent / "data" / "demo_content.json"


@cache
def content() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return loaded


def named(kind: str, key: str) -> dict[str, Any]:
    """The idea, mentor, judge or contest with this id."""
    return next(thing for thing in content()[kind] if thing["id"] == key)


def on_day(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment so many days from today, in Việt Nam's time."""
    really_today = datetime.now(LOCAL).date()  # also while the story is told as of another day
    return datetime.combine(really_today + timedelta(days=day), time(hour, minute), LOCAL)


@contextmanager
def told_on(day: int, hour: int = 9, minute: int = 0) -> Iterator[None]:
    """What happens inside happened then, and its rows are written with that moment."""
    with as_of(on_day(day, hour, minute)):
        yield
        db.session.flush()


def text(vi: str, en: str = "", fr: str = "") -> Translated:
    return Translated({k: v for k, v in (("vi", vi), ("en", en), ("fr", fr)) if v})


def criteria(rubric: dict[str, Any]) -> list[Criterion]:
    return [_criterion(line) for line in rubric["criteria"]]


def _criterion(line: dict[str, Any]) -> Criterion:
    bands = {
        language: [
            Band(Decimal(a["from"]), Decimal(a["to"]), a["text"][language]) for a in line["anchors"]
        ]
        for language in ("vi", "en", "fr")
    }
    return Criterion(
        name=line["name"],
        help=line["help"],
        maximum=Decimal(str(line["max_points"])),
        step=Decimal(line["step"]),
        bands=bands.pop("vi"),
        translated=bands,
    )
