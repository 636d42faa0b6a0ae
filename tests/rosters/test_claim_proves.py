"""A slip of paper proves the number on its line, and nothing else."""

import pytest
from sqlalchemy import select

from mentorhub.accounts.actions import limits
from mentorhub.accounts.models import PersonalDetails
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.rosters import actions
from mentorhub.rosters.models import RosterLine
from tests.factories import make_officer, make_person, make_unit

PHONE = "0912345678"
FACTS = {"password": "ba con mèo nhỏ", "birth_year": None, "language": "vi", "origin": "here"}


@pytest.fixture
def code(app):
    unit = make_unit()
    facts = {"name": "Trần Thị Ân", "name_key": "tran thi an", "name_order": "an tran thi"}
    line = RosterLine(unit=unit, birth_year=2003, phone=PHONE, email="an@example.org", **facts)
    db.session.add(line)
    code = actions.make_code(line, by=make_officer(unit))
    db.session.commit()
    return code


def other(verified):
    person = make_person()
    person.details.phone, person.details.phone_verified_at = PHONE, now() if verified else None
    db.session.commit()
    return person


def test_the_number_of_the_line_is_proved_and_taken_from_who_only_claims_it(code):
    squatter = other(verified=False)
    person = actions.claim(code, contact="+84 912 345 678", **FACTS)
    assert person.details.phone_verified_at is not None
    assert squatter.details.phone is None


@pytest.mark.parametrize("contact", ["0912345679", "an@example.org"])
def test_anything_else_is_only_claimed(code, contact):
    person = actions.claim(code, contact=contact, **FACTS)
    assert person.details.phone_verified_at is person.details.email_verified_at is None


def test_who_has_proved_it_keeps_it_and_nobody_is_told(code):
    owner = other(verified=True)
    person = actions.claim(code, contact=PHONE, **FACTS)
    assert (owner.details.phone, person.details.phone) == (PHONE, PHONE)
    proved = select(PersonalDetails.person_id).where(PersonalDetails.phone_verified_at.is_not(None))
    assert db.session.scalars(proved).all() == [owner.id]


def test_whoever_names_the_number_again_and_again_keeps_no_slip_from_working(code, monkeypatch):
    monkeypatch.setattr(limits, "CLAIMS_OF_AN_ADDRESS", 0)
    assert actions.claim(code, contact=PHONE, **FACTS).details.phone_verified_at is not None
