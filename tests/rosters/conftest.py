import pytest

from mentorhub.platform.db import db
from tests.factories import make_officer, make_unit


@pytest.fixture
def unit(app):
    return make_unit()


@pytest.fixture
def officer(browser, unit):
    person = make_officer(unit)
    browser.sign_in(person, second_step=True)
    db.session.commit()
    return person
