import pytest

from tests.factories import make_admin
from tests.judging.conftest import CommittingBrowser


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def admins(app):
    return make_admin("Võ Quang Huy"), make_admin("Lý Thị Hoa")
