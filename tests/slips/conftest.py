import pytest

from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from tests.browser import CommittingBrowser
from tests.factories import make_officer, make_unit

TEXTS = {
    "title": "Phao báo mặn bằng chai nhựa",
    "sector": "nong-lam-ngu-nghiep",
    "problem": "Nước mặn vào kinh ban đêm, sáng ra ruộng đã nhiễm mặn.",
    "solution": "Thả phao có bút đo ở đầu kinh, quá ngưỡng thì đèn đỏ sáng.",
    "benefit": "Bốn mươi hộ trồng lúa ở ấp biết trước khi mở cống.",
}


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def unit(app):
    return make_unit()


@pytest.fixture
def officer(browser, unit):
    person = make_officer(unit)
    browser.sign_in(person)
    db.session.commit()
    return person


def slip_of(place, **answers):
    """What somebody types from a slip."""
    return {
        "unit": str(place.id),
        "written_on": today().isoformat(),
        "agreed": "signed",
        "name": "Danh Thị Sa Rây",
        "birth_year": str(today().year - 22),
        **TEXTS,
        **answers,
    }
