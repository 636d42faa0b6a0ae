"""Many on one link through their own requests: nobody is let in beyond the places (C14)."""

import threading
from contextlib import contextmanager

import pytest
from flask import g

from mentorhub.accounts.actions import open_login
from mentorhub.accounts.models import Person
from mentorhub.platform.db import db, transaction
from mentorhub.teams import actions
from mentorhub.teams.models import Team
from tests.factories import make_person, make_team, make_unit

CROWD = 8


@pytest.fixture
def cast(real_app):
    """A team of eight with a link for five, and people who are all signed in."""
    with real_app.app_context(), transaction():
        unit = make_unit()
        team = make_team(*(make_person(unit=unit) for _ in range(8)))
        token = actions.invite(team, places=2, by=team.owner)
        people = [make_person(unit=unit) for _ in range(CROWD)]
        logins = [open_login(p, device="", shared_computer=False) for p in people]
        return team.id, token, logins


@contextmanager
def as_somebody(app, login):
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = login, True
    page = client.get("/me")
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    yield lambda url, **data: client.post(url, data={"csrf_token": token, **data})


def at_once(app, logins, act):
    """Everybody acts at the same moment; the statuses, sorted."""
    statuses, gate = [], threading.Barrier(len(logins))

    def run(login):
        with as_somebody(app, login) as post:
            gate.wait(30)
            statuses.append(act(post).status_code)

    crowd = [threading.Thread(target=run, args=(login,)) for login in logins]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(60)
    return sorted(statuses)


def test_a_link_with_two_places_lets_two_in(real_app, cast):
    key, token, logins = cast
    statuses = at_once(real_app, logins, lambda post: post(f"/join/{token}"))
    assert statuses[:2] == [303, 303]
    assert set(statuses[2:]) <= {404, 409}
    with real_app.app_context():
        assert len(db.session.get(Team, key).members) == 10


def test_one_person_clicking_often_takes_one_place(real_app, cast):
    """T44: joining again changes nothing."""
    key, token, logins = cast
    statuses = at_once(real_app, logins[:1] * 6, lambda post: post(f"/join/{token}"))
    assert set(statuses) == {303}
    with real_app.app_context():
        assert len(db.session.get(Team, key).members) == 9


def test_handing_over_and_leaving_at_once_keeps_one_leader(real_app):
    with real_app.app_context(), transaction():
        unit = make_unit()
        owner, mate = make_person(unit=unit), make_person(unit=unit)
        team = make_team(owner, mate)
        actions.ask_to_lead(team, to=mate, by=owner)
        key, heir = team.id, team.members[1].id
        logins = [open_login(p, device="", shared_computer=False) for p in (owner, mate)]

    def act(post):
        answered = post(f"/team-members/{heir}/leading", answer="yes")
        return post(f"/teams/{key}/leave") if answered.status_code == 404 else answered

    at_once(real_app, logins, act)
    with real_app.app_context():
        team = db.session.get(Team, key)
        assert [m.is_owner for m in team.members].count(True) == 1
        assert isinstance(team.owner, Person)
        g.pop("_login_user", None)
