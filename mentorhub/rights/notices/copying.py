"""A copy of one's data as people read it: headings, names of fields, values in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.i18n import _, day, language, moment, number, spoken
from mentorhub.rights.notices.fields import FIELDS, OWN_FIELDS
from mentorhub.rights.notices.values import AREAS, OWN_VALUES, VALUES
from mentorhub.rights.notices.words import TITLES

DAYS = {"since", "until"}
ONE_LINE = 3
"""Rows with as few fields as this are read line by line."""

Plain = Mapping[str, Any]
Line = tuple[str, str]


def title_of(table: str) -> str:
    return str(TITLES.get(table) or _("Other records"))


def field_of(table: str, name: str) -> str:
    return str(OWN_FIELDS.get((table, name)) or FIELDS.get(name) or name)


def lines(table: str, row: Plain) -> list[Line]:
    """Name and value of everything that was filled in; keys of other rows are for programs."""
    read = (pair for pair in row.items() if not pair[0].endswith("_id"))
    told = ((name, said(table, name, value)) for name, value in read)
    return [(field_of(table, name), text) for name, text in told if text]


def is_short(rows: Iterable[Plain]) -> bool:
    return all(len(row) <= ONE_LINE for row in rows)


def said(table: str, name: str, value: Any) -> str:
    """One value for the reader; nothing for what was left empty."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Mapping):
        return spoken(value) if "vi" in value else "; ".join(_inside(table, value))
    if isinstance(value, list):
        apart = "; " if isinstance(value[0], Mapping) else ", "
        return apart.join(filter(None, (said(table, name, one) for one in value)))
    return _plainly(table, name, value)


def _inside(table: str, values: Plain) -> Iterator[str]:
    for label, text in lines(table, values):
        yield f"{label}: {text}"


def _plainly(table: str, name: str, value: Any) -> str:
    if name == "at" or name.endswith("_at") or name in DAYS:
        return _when(str(value))
    if name in ("verb", "permission"):
        area = str(value).partition(".")[0]
        return str(AREAS.get(area) or AREAS[""])
    if name in ("sector", "skill"):
        return _named(str(value))
    words = OWN_VALUES.get((table, name)) or VALUES.get(name) or {}
    if value in words:
        return str(words[value])
    return number(value) if isinstance(value, int) and "year" not in name else str(value)


def _when(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment(at) if at.tzinfo else day(date.fromisoformat(text[:10]))


def _named(key: str) -> str:
    """A sector or a skill by its name; a word of the person's own stands for itself."""
    known = taxonomy()
    found = known.sectors.get(key) or known.concepts.get(key)
    return found.label(language()) if found else key
