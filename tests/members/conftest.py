import pytest

from tests.browser import CommittingBrowser


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)
