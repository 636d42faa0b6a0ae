"""An account with an address it only claims, and the letters that are written about it."""

import re

from sqlalchemy import select

from mentorhub.accounts.models import Password
from mentorhub.notifications.models import Delivery
from mentorhub.platform import passwords
from mentorhub.platform.db import db
from tests.factories import make_person

OLD, NEW, PHONE = "muối đường tôm", "nước lũ về sớm", "0912345678"


def member(name="Tô Kim Thoa", email="thoa@example.org", password=OLD, **more):
    person = make_person(name, email=email, **more)
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(password)))
    db.session.commit()
    return person


def letters(word=""):
    return [d for d in db.session.scalars(select(Delivery).order_by(Delivery.id)) if word in d.text]


def link(kind="notifications/address"):
    (letter,) = letters(f"/{kind}/")
    return re.search(rf"http://localhost(/{kind}/\S+)", letter.text)[1]
