"""Reading how to reach somebody: with a reason, counted, noted, and told to whom it concerns."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mentorhub.accounts.domain.addresses import email_in
from mentorhub.accounts.models import Person, SignInAttempt
from mentorhub.activity.actions import record
from mentorhub.consents.models import Guardian
from mentorhub.consents.queries import guardians_of
from mentorhub.members.models import ContactLook
from mentorhub.members.queries import latest_look, looks_by, searches_since
from mentorhub.members.rules import READ_CONTACT
from mentorhub.notifications.actions import post
from mentorhub.organisations.rules import admin_over_its_unit, officer_over_its_unit
from mentorhub.platform import mail
from mentorhub.platform.audit import keep, note
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import TooOften
from mentorhub.platform.i18n import _, _l, in_language
from mentorhub.platform.pseudonyms import pseudonym

DAY, LOOKS_A_DAY = timedelta(days=1), 20
SAME_LOOK = timedelta(minutes=1)
WINDOW, SEARCHES_IN_IT = timedelta(minutes=10), 60


@dataclass(frozen=True)
class Contact:
    """What one look shows; of a minor the guardians as well."""

    phone: str | None
    email: str | None
    guardians: tuple[Guardian, ...]


def count_search(*, by: Person) -> None:
    """Names are not to be read off one after the other. Nothing says what was looked for."""
    digest = pseudonym("a search by name", str(by.id))
    if searches_since(digest, now() - WINDOW) >= SEARCHES_IN_IT:
        raise TooOften(_l("Many searches in a short time. Wait ten minutes, then go on."))
    keep(SignInAttempt(account_digest=digest, address_digest="", succeeded=True))


def read_contact(person: Person, *, reason: str, by: Person) -> Contact:
    """One look. Raises TooOften after twenty in a day; a second click is the same look."""
    reader = lock(db.session.get_one(Person, by.id))  # two tabs count one after the other
    before = latest_look(person, reader, now() - SAME_LOOK)
    if before is None or before.reason != reason:
        if looks_by(reader.id, now() - DAY) >= LOOKS_A_DAY:
            raise TooOften(_l("You have read twenty contacts today. Go on tomorrow."))
        _keep_in_mind(person, reason, reader)
    details = person.details
    return Contact(
        phone=details.phone if details else None,
        email=details.email if details else None,
        guardians=_guardians(person),
    )


def _keep_in_mind(person: Person, reason: str, by: Person) -> None:
    office = _office(by, person)
    look = ContactLook(person_id=person.id, by_id=by.id, office=office, reason=reason)
    db.session.add(look)
    db.session.flush()
    note("contact read", permission=READ_CONTACT, subject=person, by=by, office=office)
    record(f"contact.read_by_{office}", look, by=by)
    for guardian in _guardians(person):
        _tell(guardian, look, person)


def _guardians(person: Person) -> tuple[Guardian, ...]:
    return tuple(guardians_of(person)) if person.is_minor else ()


def _office(by: Any, person: Person) -> str:
    if officer_over_its_unit(by, person):
        return "officer"
    return "admin" if admin_over_its_unit(by, person) else "organiser"


def _tell(guardian: Guardian, look: ContactLook, child: Person) -> None:
    """By mail to a guardian an officer has checked; an address a child typed may be anybody's."""
    address = email_in(guardian.contact) if guardian.checked_at else None
    if address is None:
        return
    with in_language(child.language):
        office = {
            "officer": _("an officer of the unit"),
            "admin": _("an administrator"),
            "organiser": _("an organiser of a contest"),
        }[look.office]
    letter = mail.letter(
        "members/guardian",
        language=child.language,
        child=child.display_name,
        office=office,
        at=look.at,
        reason=look.reason,
    )
    post(f"contact {look.id} {guardian.id}", letter, to=child, address=address)
