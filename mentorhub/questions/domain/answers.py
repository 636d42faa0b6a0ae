"""Answers, kept as plain JSON by the key of their question: text for words, numbers (“12.5”), days
(“2026-12-31”) and one choice; a list for several choices; a list of rows for people."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from mentorhub.questions.domain.asking import PLAIN_NUMBER, Asked, Kind, concerned

COLUMNS = {"name": 120, "part": 200}
LONGEST_LINK = 500
LONGEST_FORM = 60000  # characters in all answers of an entry together


class Unfit(ValueError):
    """An answer no form of ours lets through; `flaw` says why, `bound` which limit was passed."""

    def __init__(self, flaw: str, bound: Any = None) -> None:
        super().__init__(flaw)
        self.flaw, self.bound = flaw, bound


def check(asked: Asked, value: Any) -> None:
    """Raises Unfit unless the value is an answer. An empty one always is: it is not given yet."""
    if value in ("", [], None):
        return
    CHECKS[asked.kind](asked, value)


def is_fit(asked: Asked, value: Any) -> bool:
    try:
        check(asked, value)
    except Unfit:
        return False
    return True


def is_enough(asked: Asked, value: Any) -> bool:
    """Is it answered as far as it has to be? Something begun must reach its lower limit."""
    if value in ("", [], None):
        return not asked.is_required
    if not is_fit(asked, value):
        return False
    low = asked.limit("least")
    if low is None or asked.kind in (Kind.NUMBER, Kind.DATE, Kind.FILE):
        return True
    return len(value) >= int(low)


def lacking(
    form: Sequence[Asked],
    sector: str,
    answers: Mapping[str, Any],
    files: Mapping[str, int],
    *,
    reached: int = 1,
) -> list[str]:
    """The keys of what still has to be answered; `files` counts those given, by question."""
    return [
        one.key
        for one in concerned(form, sector, answers, reached=reached)
        if not (
            _has_files(one, files.get(one.key, 0))
            if one.kind is Kind.FILE
            else is_enough(one, answers.get(one.key))
        )
    ]


def _has_files(asked: Asked, given: int) -> bool:
    return given >= int(asked.limit("least") or 1) if asked.is_required or given else True


def relevant(
    form: Sequence[Asked],
    sector: str,
    answers: Mapping[str, Any],
    *,
    removed: Collection[str] = (),
    reached: int = 1,
) -> dict[str, Any]:
    """What is sent: given answers to what is asked, and those to questions since `removed`."""
    asked = {one.key: one for one in concerned(form, sector, answers, reached=reached)}
    return {
        key: value
        for key, value in sorted(answers.items())
        if value not in ("", [], None)
        and (key in removed or (key in asked and is_fit(asked[key], value)))
    }


def size(answers: Mapping[str, Any]) -> int:
    return sum(len(str(value)) for value in answers.values())


def is_web_address(link: str) -> bool:
    """Only http and https, with a host and no name or password; it is never fetched."""
    try:
        parts = urlsplit(link)
        port = parts.port  # a port beyond 65535 is noticed only when it is asked for
    except ValueError:
        return False
    plain = all(ord(sign) >= 33 for sign in link) and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain and port != 0


def _words(asked: Asked, value: Any) -> None:
    if not isinstance(value, str) or "\0" in value:
        raise Unfit("shape")
    if asked.kind is Kind.SHORT and ("\n" in value or "\r" in value):
        raise Unfit("shape")
    if len(value) > asked.limit("most"):
        raise Unfit("long", asked.limit("most"))


def _number(asked: Asked, value: Any) -> None:
    if not isinstance(value, str) or not PLAIN_NUMBER.fullmatch(value):
        raise Unfit("number")
    _within(asked, Decimal(value))


def _day(asked: Asked, value: Any) -> None:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError) as flaw:
        raise Unfit("day") from flaw
    if day.isoformat() != value:
        raise Unfit("day")
    _within(asked, day)


def _within(asked: Asked, value: Any) -> None:
    low, high = asked.limit("least"), asked.limit("most")
    if low is not None and value < low:
        raise Unfit("low", low)
    if high is not None and value > high:
        raise Unfit("high", high)


def _choice(asked: Asked, value: Any) -> None:
    if not isinstance(value, str) or value not in asked.choices:
        raise Unfit("choice")


def _several(asked: Asked, value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Unfit("shape")
    if value != [one for one in asked.choices if one in value]:  # each once, in the form's order
        raise Unfit("choice")
    high = asked.limit("most")
    if high is not None and len(value) > high:
        raise Unfit("many", high)


def _link(asked: Asked, value: Any) -> None:
    if not isinstance(value, str) or not is_web_address(value):
        raise Unfit("link")
    if len(value) > LONGEST_LINK:
        raise Unfit("long", LONGEST_LINK)


def _file(asked: Asked, value: Any) -> None:
    raise Unfit("shape")  # files are kept beside the answers


def _people(asked: Asked, value: Any) -> None:
    if not isinstance(value, list):
        raise Unfit("shape")
    for row in value:
        if not isinstance(row, dict) or set(row) != set(COLUMNS):
            raise Unfit("shape")
        if any(not isinstance(cell, str) or "\0" in cell for cell in row.values()):
            raise Unfit("shape")
        if not row["name"]:
            raise Unfit("nameless")
        if any(len(row[column]) > most for column, most in COLUMNS.items()):
            raise Unfit("long", COLUMNS["part"])
    if len(value) > asked.rows:
        raise Unfit("many", asked.rows)


CHECKS = {
    Kind.SHORT: _words,
    Kind.LONG: _words,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.LINK: _link,
    Kind.FILE: _file,
    Kind.PEOPLE: _people,
}
