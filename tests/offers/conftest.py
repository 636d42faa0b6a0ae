import pytest

from mentorhub.offers import actions
from tests.factories import make_mentor, make_person
from tests.mentoring.conftest import Keeping
from tests.offers.welcoming import WHY, welcoming


@pytest.fixture
def browser(app):
    return Keeping(app)


@pytest.fixture
def mentor(app):
    return make_mentor(make_person("Nguyễn Hữu Tín", age=40), skills=["gis-mapping"])


@pytest.fixture
def own_offer(mentor):
    return actions.offer_oneself(welcoming(), mentor, why=WHY)
