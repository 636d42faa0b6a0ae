import pytest

from tests.factories import make_officer, make_unit


@pytest.fixture
def commune(app):
    return make_unit("Xã An Biên")


@pytest.fixture
def officer(commune):
    return make_officer(commune)
