"""Lines of a list, and files given and taken in as an officer does."""

import io
import re

from sqlalchemy import select

from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.db import db
from mentorhub.platform.text import sort_key
from mentorhub.rosters.models import RosterLine
from mentorhub.units.models import Unit


def make_line(unit, name="Trần Thị Ân", year=2003, **more):
    line = RosterLine(
        unit=unit, name=name, name_key=fold(name), name_order=sort_key(name), birth_year=year,
        **more,
    )  # fmt: skip
    db.session.add(line)
    db.session.commit()
    return line


def names(unit):
    return db.session.scalars(
        select(RosterLine.name)
        .join(RosterLine.unit)
        .where(Unit.path.startswith(unit.path))
        .order_by(RosterLine.name_order)
    ).all()


def give(browser, unit, data, name="ds.xlsx"):
    file = (io.BytesIO(data), name)
    return browser.post(f"/units/{unit.slug}/roster/import", file=file)


def take_in(browser, unit, data):
    """Give the file, read the page, send its form."""
    where = give(browser, unit, data).location
    shown = browser.get(where).text
    digest = re.search(r'name="digest"[^>]*value="([0-9a-f]{64})"', shown)
    return browser.post(where, digest=digest and digest[1])
