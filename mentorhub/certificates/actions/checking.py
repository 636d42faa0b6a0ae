"""What the house says about a paper: no more than the paper says, and less where somebody asked."""

from typing import Any

from mentorhub.accounts.actions.limits import WINDOW, count
from mentorhub.accounts.queries import attempts
from mentorhub.certificates import queries
from mentorhub.certificates.domain import Standing, tidy
from mentorhub.certificates.models import Certificate
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.clock import now
from mentorhub.platform.errors import TooOften
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym
from mentorhub.platform.signing import canonical, is_signed

LOOK_UPS = "a certificate looked up in vain"
IN_VAIN_FROM_AN_ADDRESS = 60  # a school shares one address; a code cannot be guessed anyhow


def looked_up(code: str, *, origin: str) -> tuple[Certificate | None, Standing]:
    """By the code as it was typed. Raises TooOften after many codes that no paper has."""
    refuse_many(origin)
    found = queries.with_code(tidy(code))
    if found is None:
        count_in_vain(origin)
        return None, Standing.UNKNOWN
    return found, standing_of(found)


def standing_of(certificate: Certificate) -> Standing:
    """The signature is looked at each time: a row somebody wrote over counts for nothing."""
    if not certificate.is_valid:
        return Standing.REVOKED
    if certificate.is_erased:
        return Standing.ERASED
    is_ours = is_signed(certificate.statement(certificate.holder), certificate.signature)
    return Standing.VALID if is_ours else Standing.ALTERED


def shown_name(certificate: Certificate) -> str:
    """What strangers read of the name: of a minor the given name only, of others who agree all."""
    if certificate.is_erased or not certificate.person.public_name:
        return ""
    words = certificate.name.split()
    return words[-1] if certificate.person.is_minor else certificate.name


def name_fits(certificate: Certificate, name: str, *, origin: str) -> bool:
    """Is this the name on the paper? For whoever holds it, where the page does not show the name.

    Marks and capitals play no part. Raises TooOften after many names that were wrong.
    """
    refuse_many(origin)
    fits = not certificate.is_erased and _plain(name) == _plain(certificate.name)
    if not fits:
        count_in_vain(origin)
    return fits


def _plain(name: str) -> str:
    return " ".join(fold(name).split())


def file_of(certificate: Certificate) -> bytes:
    """The signed statement and its signature. The name is in it under its salt only."""
    told = certificate.statement(certificate.holder)
    signed: dict[str, Any] = {"statement": told, "signature": certificate.signature}
    return canonical(signed) + b"\n"


def refuse_many(origin: str) -> None:
    tried = attempts(
        since=now() - WINDOW,
        succeeded=False,
        account_digest=pseudonym(LOOK_UPS),
        address_digest=pseudonym(origin),
    )
    if tried >= IN_VAIN_FROM_AN_ADDRESS:
        raise TooOften(_l("Too many tries. Wait a quarter of an hour, then try again."))


def count_in_vain(origin: str) -> None:
    count(pseudonym(LOOK_UPS), origin, succeeded=False)
