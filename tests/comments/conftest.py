import pytest

from mentorhub.platform.db import db
from tests.browser import Browser


class Reader(Browser):
    """What a test arranged is there for good before a request may be refused and rolled back."""

    def get(self, url, **more):
        db.session.commit()
        return super().get(url, **more)

    def post(self, url, token=None, **answers):
        db.session.commit()
        return super().post(url, token, **answers)


@pytest.fixture
def browser(app):
    return Reader(app)
