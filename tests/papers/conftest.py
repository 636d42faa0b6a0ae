import pytest

from tests.papers.sender import Sender


@pytest.fixture
def sender(browser):
    return Sender(browser)
