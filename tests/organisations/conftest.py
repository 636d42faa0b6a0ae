import pytest

from tests.browser import CommittingBrowser
from tests.factories import make_admin


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def admins(app):
    return make_admin("Võ Quang Huy"), make_admin("Lý Thị Hoa")
