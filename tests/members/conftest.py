import pytest

from tests.judging.conftest import CommittingBrowser


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)
