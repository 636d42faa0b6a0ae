"""Offices held, and those proposed."""

from sqlalchemy import func, select

from mentorhub.organisations import actions
from mentorhub.organisations.models import Grant, Role
from mentorhub.platform.db import db
from tests.factories import make_person, make_province


def held_by(person, role):
    return db.session.scalar(
        select(func.count(Grant.id)).where(
            Grant.person_id == person.id, Grant.role == role, Grant.revoked_at.is_(None)
        )
    )


def proposed(admins, person=None, role=Role.ORGANISER):
    person = person or make_person("Lữ Hoài An", age=30)
    found = actions.propose(person, role, unit=make_province(), by=admins[0])
    db.session.flush()
    return found
