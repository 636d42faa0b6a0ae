import pytest

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.consents import actions
from mentorhub.consents.models import Guardian
from mentorhub.platform.db import db
from tests.factories import make_minor

ALL = list(Purpose)


class Family:
    """A child who agreed to everything, and a mother with a link who was not asked yet."""

    def __init__(self, age=13):
        self.child = make_minor("Trần Thị Sao Mai", age=age, agreed=False)
        for purpose in Purpose:
            actions.give(self.child, purpose)
        facts = {"name": "Nguyễn Thị Hiền", "relation": "parent", "contact": "0977 111 222"}
        token = actions.name_guardian(self.child, **facts)
        self.url = f"/guardian/{token}"
        self.mother = db.session.query(Guardian).filter_by(person_id=self.child.id).one()
        db.session.commit()


@pytest.fixture
def family(app):
    return Family()


@pytest.fixture
def answers():
    """What the guardian's form asks, with every purpose agreed to."""
    return {**dict.fromkeys([purpose.value for purpose in Purpose], "yes"), "is_guardian": "y"}
