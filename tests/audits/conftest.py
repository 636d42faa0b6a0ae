import pytest
from sqlalchemy import select

from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import db
from tests.audits.sealed import seal, write
from tests.audits.typed import make_line
from tests.factories import make_minor, make_officer, make_unit


def enter(browser, person):
    """Signed in for good: a request that is refused rolls back what was not kept yet."""
    browser.sign_in(person)
    db.session.commit()
    return browser


def rows(permission=None):
    found = select(AuditRow).order_by(AuditRow.id)
    if permission:
        found = found.where(AuditRow.permission == permission)
    return db.session.scalars(found.execution_options(populate_existing=True)).all()


@pytest.fixture
def child(app):
    return make_minor("Trần Bé", unit=make_unit("Xã Nhà"))


@pytest.fixture
def officer(child):
    return make_officer(child.unit)


@pytest.fixture
def unit_line(child):
    return make_line(child.unit)


@pytest.fixture
def sealed(real_app):
    """Two batches of three rows, and the keys of all of them in order."""
    with real_app.app_context():
        for names in (("a", "b", "c"), ("d", "e", "f")):
            write(*names)
            seal()
        keys = db.session.scalars(select(AuditRow.id).order_by(AuditRow.id)).all()
        db.session.rollback()
        yield keys
