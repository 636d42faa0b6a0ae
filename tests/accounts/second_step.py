"""One-time codes as somebody types them, and what the house has noted of them."""

from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.platform import one_time_codes as codes
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import SECRET


def code(moment=None, secret=SECRET, ahead=0):
    return codes.code_at(secret, codes.step_at(moment or now()) + ahead)


def verbs():
    return list(db.session.scalars(select(Activity.verb).order_by(Activity.id)))


def confirm(browser, typed, where="/me/second-step/confirmation", **more):
    return browser.post(where, code=typed, **more)


def export_of(person):
    return f"/units/{person.unit.slug}/roster/export"
