"""What somebody switched off."""

from sqlalchemy import select

from mentorhub.notifications.models import Preference
from mentorhub.platform.db import db


def switched_off(person):
    rows = db.session.scalars(
        select(Preference).where(Preference.person_id == person.id, Preference.is_on.is_(False))
    )
    return {(row.family, row.channel) for row in rows}
