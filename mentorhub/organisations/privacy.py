"""Offices stay written down, for decisions were made in them; erasure ends them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import update

from mentorhub.accounts.models import Person
from mentorhub.organisations.models import Grant, Proposal, Role
from mentorhub.organisations.queries import holders_of
from mentorhub.organisations.rules import holds_somewhere
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l


def end_offices(person_id: UUID) -> None:
    held = Grant.person_id == person_id, Grant.revoked_at.is_(None)
    db.session.execute(update(Grant).where(*held).values(revoked_at=now()))


def the_last_admin(person: Person) -> Iterable[Any]:
    if (
        holds_somewhere(person, Role.ADMIN)
        and len(db.session.scalars(holders_of(Role.ADMIN)).all()) < 2
    ):
        yield _l("You are the last administrator. Give this office to somebody else first.")


HOLDINGS = (
    Holding(
        Grant,
        Matter.OFFICES,
        own="person_id",
        others=("granted_by_id", "agreed_by_id", "revoked_by_id"),
        shown=("role", "granted_at", "revoked_at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        erase=end_offices,
    ),
    Holding(Proposal, Matter.OFFICES, own="person_id", shown=("role",)),
)
HINDRANCES = (the_last_admin,)
