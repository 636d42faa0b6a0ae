import pytest

from tests.mentoring.conftest import Keeping


@pytest.fixture
def browser(app):
    return Keeping(app)
