from sqlalchemy import select

from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import db


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
