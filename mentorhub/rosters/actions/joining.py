"""A line of a list and an account become one: by an officer's word, or by a code on paper."""

import secrets
from contextlib import suppress
from datetime import timedelta

from mentorhub.accounts.actions import PHONE, register, take
from mentorhub.accounts.actions.limits import FAILURES_OF_AN_ADDRESS, WINDOW
from mentorhub.accounts.actions.resetting import CODE_LENGTH, EASY_LETTERS
from mentorhub.accounts.domain.addresses import phone_in
from mentorhub.accounts.models import Person, SignInAttempt
from mentorhub.accounts.queries import attempts
from mentorhub.activity.actions import record
from mentorhub.platform.audit import keep
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym
from mentorhub.rosters.models import RosterLine
from mentorhub.rosters.queries import line_with_code, suggestions
from mentorhub.units.models import Unit

CODE_LASTS = timedelta(days=14)
_NO_SUCH_CODE = _l("This code is not valid, or no longer. Ask your officer for a new one.")


def join(unit: Unit, *, line: str, person: str, by: Person) -> RosterLine:
    """An officer confirms that the two are the same; only what was suggested can be."""
    lock(unit)
    pairs = db.session.execute(suggestions(unit)).all()
    for suggested, account in pairs:
        if (str(suggested.id), str(account.id)) == (line, person):
            _join(suggested, account)
            record("roster.joined", suggested, by=by)
            return suggested
    raise Refused(_l("These two can no longer be joined. Read the list again."))


def part(line: RosterLine, *, by: Person) -> None:
    """They were not the same after all; the account and the line stay, each for itself."""
    lock(line)
    line.person_id = None
    record("roster.parted", line, by=by)


def make_code(line: RosterLine, *, by: Person) -> str:
    """A code for the slip of paper; a new one replaces the old. Told once."""
    lock(line)
    if line.person_id is not None:
        raise Refused(_l("This person has an account already."))
    code = "".join(secrets.choice(EASY_LETTERS) for _place in range(CODE_LENGTH))
    line.code_digest, line.code_expires_at = _digest(code), now() + CODE_LASTS
    record("roster.code_made", line, by=by)
    return code


def claim(
    code: str, *, contact: str, password: str, birth_year: int | None, language: str, origin: str
) -> Person:
    """An account for whoever holds the slip, in the name and the unit the officer wrote down."""
    since, mark = now() - WINDOW, pseudonym(origin)
    if attempts(since=since, succeeded=False, address_digest=mark) >= FAILURES_OF_AN_ADDRESS:
        raise TooOften(_l("Too many tries. Wait a quarter of an hour, then try again."))
    digest = _digest("".join(code.split()).upper())
    line = line_with_code(digest, now())
    if line is None:
        tried = pseudonym("roster code", digest)
        keep(SignInAttempt(account_digest=tried, address_digest=mark, succeeded=False))
        raise Refused(_NO_SUCH_CODE)
    year = line.birth_year or birth_year
    if year is None:
        raise Refused(_l("Write your year of birth: the list does not say it."))
    person = register(
        contact=contact, name=line.name, birth_year=year, unit=line.unit,
        password=password, language=language, origin=origin, on_paper=_is_its_number(line, contact),
    )  # fmt: skip
    lock(line)
    if line.person_id is not None or line.code_digest != digest:
        raise Refused(_NO_SUCH_CODE)  # used by another request meanwhile
    _join(line, person)
    _prove(line, person)
    record("roster.claimed", line, by=person)
    return person


def _is_its_number(line: RosterLine, contact: str) -> bool:
    return bool(line.phone) and phone_in(contact) == line.phone


def _prove(line: RosterLine, person: Person) -> None:
    """The officer gave the slip into the hand of whom the list names with this number.

    Where somebody else has proved the number it stays claimed, and nothing says so.
    """
    if line.phone and person.details is not None and person.details.phone == line.phone:
        with suppress(Refused):
            take(person, PHONE, refusal=_NO_SUCH_CODE)


def remove(line: RosterLine, *, by: Person) -> None:
    """Off the list; an account that belongs to it stays."""
    lock(line)
    record("roster.line_removed", line, by=by)
    db.session.delete(line)


def _join(line: RosterLine, person: Person) -> None:
    line.person_id = person.id
    line.code_digest = line.code_expires_at = None


def _digest(code: str) -> str:
    return pseudonym("roster", code)
