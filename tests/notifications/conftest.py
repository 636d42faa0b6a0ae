from types import SimpleNamespace

import pytest

from mentorhub.activity.actions import record
from mentorhub.notifications import actions
from mentorhub.notifications.domain import Notices
from mentorhub.platform import mail
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_idea, make_person


@pytest.fixture
def reader(app):
    person = make_person("Tô Kim Thoa", email="thoa@example.org")
    person.details.email_verified_at = now()
    return person


@pytest.fixture
def told(app):
    """Record a verb, tell the given people of it, and hand back the activity."""

    def tell(*hearers, verb="idea.approved", by=None, line="Approved: %(title)s", **facts):
        source = SimpleNamespace(
            AUDIENCES={verb: lambda activity: hearers},
            LINES={verb: line},
            LINKS={verb: ("home.page", "name")},
        )
        facts = {"title": "Bản đồ độ mặn", "name": "scoring", **facts}
        activity = record(verb, make_idea(), by=by or make_person(), **facts)
        db.session.flush()
        notices = Notices.of([source])
        app.extensions["notices"] = notices
        while actions.tell_next(notices):
            pass
        db.session.commit()
        return activity

    kept = app.extensions["notices"]
    yield tell
    app.extensions["notices"] = kept


@pytest.fixture
def way_out(app, reader):
    return f"/unsubscribe/{mail.sealed('unsubscribe', str(reader.id), 'ideas')}"
