"""People, their guardians, and what both agreed to."""

from datetime import timedelta

from mentorhub.accounts.domain import consent
from mentorhub.accounts.models import Consent, Person, PersonalDetails
from mentorhub.consents.models import Guardian
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import db
from mentorhub.platform.text import sort_key
from tests.factories.rows import numbers, saved
from tests.factories.units import make_unit


def make_person(name="Nguyễn Văn An", age=20, unit=None, email=None, agreed=True, **fields):
    """Somebody who agreed to everything but having the name published; a guardian did as well.

    `agreed=False` is somebody nobody has agreed for; a list names the purposes.
    """
    email = email or f"nguoi{next(numbers)}@example.org"
    person = saved(
        Person(
            unit=unit or make_unit(),
            details=PersonalDetails(
                name=name,
                name_key=fold(name),
                name_order=sort_key(name),
                birth_year=today().year - age - (1 if age >= 18 else 0),
                email=email,
                email_key=email,
            ),
            **fields,
        )
    )
    everything = [p for p in consent.Purpose if p is not consent.Purpose.PUBLICATION]
    wanted = everything if agreed is True else agreed or ()
    _agree(person, *wanted)
    if wanted and person.is_minor:
        _agree(person, *wanted, guardian=make_guardian(person))
    return person


def make_supporter(**fields):
    """Somebody who has been here long enough for their support to count at once."""
    return make_person(created_at=now() - timedelta(days=30), **fields)


def make_guardian(child, name="Nguyễn Thị Mẹ", **fields):
    facts = {"name": name, "relation": "parent", "contact": "0977 000 111", **fields}
    return saved(Guardian(child=child, created_by_id=child.id, **facts))


def agree(person, purpose, guardian=None, answer=consent.Answer.GIVEN):
    """One answer of the person, or of a guardian on paper."""
    _agree(person, purpose, guardian=guardian, answer=answer)


def _agree(person, *purposes, guardian=None, answer=consent.Answer.GIVEN):
    person.consents += [
        Consent(
            purpose=purpose,
            answer=answer,
            text_version=consent.TEXT_VERSION,
            way=consent.Way.PAPER if guardian else consent.Way.SELF,
            guardian_id=guardian.id if guardian else None,
            at=now(),
        )
        for purpose in purposes
    ]
    db.session.flush()


def make_minor(name="Trần Bé", age=15, **fields):
    return make_person(name, age=age, **fields)
