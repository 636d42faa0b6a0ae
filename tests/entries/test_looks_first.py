"""What changes between the reading and the writing of one request: nothing is decided by before.

Whatever comes between is written by another connection at that very moment; on SQLite it would
have to wait, and in the end be refused, if the request already held the only writer's lock.
"""

from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from mentorhub.accounts.models import Login, Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState, Receipt
from mentorhub.platform import access
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.teams.models import Member
from tests.conftest import POSTGRES
from tests.entries.cast import WORDS, draft
from tests.entries.test_races import signed_in
from tests.factories import make_person, make_team

A_DAY = timedelta(days=1)  # counted from when the tests were found, not from when they run


@pytest.fixture
def sent(real_app, monkeypatch):
    """sent(kind, statement): the status of a request during which the statement is run."""
    with real_app.app_context():
        person = make_person()
        entry = draft(make_team(person, make_person()))
        device, key = signed_in(real_app, person), entry.id
        answers = {**WORDS, "title": "Tên mới", "people": str(person.id), "version": entry.version}

    def send(kind, statement):
        began = access.begin_to_write

        def begin_to_write():
            with db.engine.begin() as another:
                another.execute(statement)
            began()

        monkeypatch.setattr(access, "begin_to_write", begin_to_write)
        client, token = device
        typed = {} if kind == "submission" else answers
        address = f"/entries/{key}/{kind}"
        return client.post(address, data={"csrf_token": token, **typed}).status_code

    return send


def nothing_was_kept(app):
    with app.app_context():
        entry = db.session.scalars(select(Entry)).one()
        receipts = db.session.scalars(select(Receipt)).all()
        return entry.title == WORDS["title"] and entry.state is EntryState.DRAFT and not receipts


EXCLUDED = update(Entry).values(state=EntryState.DISQUALIFIED)
CLOSED, LEFT = (
    update(Contest).values(closes_at=now() - A_DAY),
    update(Member).values(left_at=now()),
)


@pytest.mark.parametrize(
    ("kind", "meanwhile", "status"),
    [
        ("edit", CLOSED, 409),
        ("submission", CLOSED, 409),
        ("edit/words", update(Contest).values(opens_at=now() + A_DAY), 409),
        ("submission", EXCLUDED, 409),
        ("edit", LEFT, 404),
        ("submission", LEFT, 404),
        ("edit/words", update(Login).values(revoked_at=now()), 401),
        ("submission", update(Person).values(closed_at=now()), 401),
    ],
)
def test_what_changed_meanwhile_decides(real_app, sent, kind, meanwhile, status):
    assert sent(kind, meanwhile) == status
    with real_app.app_context(), transaction():
        db.session.execute(update(Entry).values(state=EntryState.DRAFT))
    assert nothing_was_kept(real_app)


def test_a_save_that_came_between_is_seen(real_app, sent):
    assert (
        sent("edit/words", update(Entry).values(version=Entry.version + 1, title="Của bạn")) == 409
    )
    with real_app.app_context():
        assert db.session.scalars(select(Entry.title)).all() == ["Của bạn"]


@pytest.mark.parametrize("kind", ["edit", "submission"])
def test_nothing_but_what_is_decided_waits_for_the_lock(real_app, sent, kind):
    """The form is read before anything is locked; on SQLite one lock is taken, after that."""
    asked, unmoved = [], update(Contest).values(summary=Contest.summary)
    with real_app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *facts: asked.append(facts[2]))
    assert sent(kind, unmoved) in (200, 302)
    meanwhile = next(one for one in asked if one.startswith("UPDATE contest SET summary"))
    looked = asked[: asked.index(meanwhile)]
    assert any("team_member" in one for one in looked)
    assert not any(one.startswith(("INSERT", "UPDATE", "DELETE")) for one in looked)
    assert not any("FOR UPDATE" in one for one in looked)
    if not POSTGRES:
        begun = [one for one in asked if one.startswith("BEGIN")]
        assert begun == ["BEGIN", "BEGIN", "BEGIN IMMEDIATE"]  # the second is the other's
