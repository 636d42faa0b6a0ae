"""The code on the slip: with it the author takes over what was typed for them, once."""

import secrets
from collections.abc import Iterable
from datetime import timedelta

from mentorhub.accounts.actions.limits import count, refuse_many_failures
from mentorhub.accounts.actions.resetting import CODE_LENGTH, EASY_LETTERS
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require
from mentorhub.ideas import actions as ideas
from mentorhub.platform.clock import now
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym
from mentorhub.slips.models import Slip
from mentorhub.slips.queries import with_code

CODE_LASTS = timedelta(days=60)
_NO_SUCH_CODE = _l("This code is not valid, or no longer. Ask who typed your idea for a new one.")
_NOT_BY_HELPERS = _l(
    "Whoever typed an idea, or made its code, cannot take it over: it is its author’s."
)
_ANOTHER_YEAR = _l(
    "The slip says another year of birth than your account. Ask who typed it to put it right."
)


def make_code(slip: Slip, *, by: Person) -> str:
    """A code for the author's own hand; a new one replaces the old. Told once."""
    lock(slip)
    if slip.is_claimed:
        raise Refused(_l("The author has this idea in their own hands now."))
    code = "".join(secrets.choice(EASY_LETTERS) for _place in range(CODE_LENGTH))
    slip.code_digest, slip.code_expires_at = _digest(code), now() + CODE_LASTS
    slip.code_by_id = by.id
    record("idea.code_made", slip, by=by)
    return code


def make_codes(slips: Iterable[Slip], *, by: Person) -> list[tuple[Slip, str]]:
    """For one sheet of paper: of those that wait for their authors, each with its code."""
    return [(slip, make_code(slip, by=by)) for slip in slips if not slip.is_claimed]


def end_code(slip: Slip, *, by: Person) -> None:
    """A slip that was lost opens nothing any more."""
    lock(slip)
    slip.code_digest = slip.code_expires_at = slip.code_by_id = None
    record("idea.code_ended", slip, by=by)


def claim(code: str, *, by: Person, origin: str) -> Slip:
    """The idea becomes theirs; who typed it stays written down."""
    account = pseudonym("slip code tried by", str(by.id))
    refuse_many_failures(account, origin)
    digest = _digest("".join(code.split()).upper())
    slip = with_code(digest, now())
    refusal = _reason_against(slip, by)
    count(account, origin, succeeded=refusal is None)
    if slip is None or refusal is not None:
        raise Refused(refusal)
    require(by, Purpose.ACCOUNT)
    lock(slip)
    if slip.is_claimed or slip.code_digest != digest:
        raise Refused(_NO_SUCH_CODE)  # used or ended by another request meanwhile
    ideas.hand_over(slip.idea, to=by)
    slip.claimed_by, slip.claimed_at = by, now()
    slip.code_digest = slip.code_expires_at = None
    record("idea.claimed", slip, by=by, title=slip.idea.title)
    return slip


def _reason_against(slip: Slip | None, person: Person) -> object:
    if slip is None:
        return _NO_SUCH_CODE
    if person.id in (slip.helper_id, slip.code_by_id):
        return _NOT_BY_HELPERS
    born = person.details.birth_year if person.details else None
    return _ANOTHER_YEAR if slip.birth_year and born and slip.birth_year != born else None


def _digest(code: str) -> str:
    return pseudonym("slip", code)
