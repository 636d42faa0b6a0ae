import pytest

from mentorhub.platform.db import db
from tests.entries.asking import Form


@pytest.fixture
def form(app, clean):
    return Form()


@pytest.fixture
def owner(browser, form):
    browser.sign_in(form.owner)
    db.session.commit()
    return browser
