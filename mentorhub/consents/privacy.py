"""Guardians: the agreement stays as proof, their name and number go with the child's account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from mentorhub.accounts.domain.addresses import email_in
from mentorhub.accounts.domain.ages import ADULT
from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.consents.domain import comes_of_age
from mentorhub.consents.models import Guardian
from mentorhub.consents.queries import guardians_of
from mentorhub.notifications.actions import post
from mentorhub.platform import mail
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping


def tell_guardians(child: Person, erased_from: datetime) -> None:
    """By mail to those who answered: an address alone, as a child typed it, may be anybody's."""
    if not child.needs_guardian:
        return
    for guardian in guardians_of(child):
        address = email_in(guardian.contact) if guardian.checked_at else None
        if address is not None:
            facts = {"child": child.display_name, "erased_from": erased_from}
            letter = mail.letter("consents/erasure", language=child.language, **facts)
            key = f"erasure {guardian.id} {erased_from.isoformat()}"
            post(key, letter, to=child, address=address)


def end_links(person_id: UUID) -> None:
    theirs = Guardian.person_id == person_id, Guardian.ended_at.is_(None)
    db.session.execute(update(Guardian).where(*theirs).values(ended_at=now()))


WITNESSES = (tell_guardians,)
NAMELESS = {
    "name": "",
    "contact": "",
    "contact_key": "",
    "token_digest": None,
    "token_expires_at": None,
}
HOLDINGS = (
    Holding(
        Guardian,
        Matter.CONSENTS,
        own="person_id",
        others=("created_by_id", "checked_by_id"),
        shown=("name", "relation", "created_at", "checked_how", "checked_at", "ended_at"),
        fate=Fate.EMPTIED,
        reason=Reason.PROOF,
        emptied=NAMELESS,
        erase=end_links,
    ),
)


def forget_guardians(before: datetime) -> None:
    """Whoever was of age before that day; that there was an agreement stays written down."""
    day = before.astimezone(LOCAL).date()
    known = db.session.scalars(
        select(PersonalDetails).where(PersonalDetails.birth_year < day.year - ADULT)
    )
    grown = [one.person_id for one in known if comes_of_age(one.birth_year or day.year) < day]
    named = Guardian.person_id.in_(grown) & (Guardian.name != "")
    db.session.execute(update(Guardian).where(named).values(**NAMELESS))


RETENTION = (
    Keeping(
        "guardians",
        _l("Names and numbers of guardians, after the eighteenth birthday"),
        365,
        _l("agreements for a minor can be asked about for a year"),
        forget_guardians,
    ),
)
