"""Two administrators at the same moment: one office, and never one that nobody stands behind."""

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from mentorhub.accounts.actions import open_login
from mentorhub.organisations import actions
from mentorhub.organisations.models import Grant, Proposal, Role
from mentorhub.platform.db import db, transaction
from tests.factories import confirm_login, make_admin, make_person, make_province


@pytest.fixture
def cast(real_app):
    """Three administrators who are signed in, and an organiser the first one proposed."""
    with real_app.app_context(), transaction():
        admins = [make_admin(name) for name in ("Quản Trị Một", "Quản Trị Hai", "Quản Trị Ba")]
        person = make_person(age=30, unit=make_province())
        db.session.flush()
        found = actions.propose(person, Role.ORGANISER, unit=make_province(), by=admins[0])
        db.session.flush()
        logins = [open_login(p, device="", shared_computer=False) for p in admins]
        for login in logins:
            confirm_login(login)
        offices = [admin.offices[0].id for admin in admins]
        return {"proposal": found.id, "person": person.id, "logins": logins, "offices": offices}


@contextmanager
def as_somebody(app, login):
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = login, True
    page = client.get("/me")
    token = page.text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    yield lambda url, **data: client.post(url, data={"csrf_token": token, **data})


def at_once(app, acts):
    """Each (login, address) at the same moment; the statuses in the order of the acts."""
    statuses, gate = [None] * len(acts), threading.Barrier(len(acts))

    def run(position, login, address):
        with as_somebody(app, login) as post:
            gate.wait(30)
            statuses[position] = post(address).status_code

    crowd = [threading.Thread(target=run, args=(n, *act)) for n, act in enumerate(acts)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(60)
    return statuses


def offices_of(person_id):
    return db.session.scalar(
        select(func.count(Grant.id)).where(Grant.person_id == person_id, Grant.revoked_at.is_(None))
    )


def test_two_who_agree_at_once_and_click_twice_give_one_office(real_app, cast):
    address = f"/offices/proposals/{cast['proposal']}/agreement"
    _asker, second, third = cast["logins"]
    statuses = at_once(real_app, [(second, address), (third, address)] * 3)
    assert set(statuses) == {303}
    with real_app.app_context():
        assert offices_of(cast["person"]) == 1
        assert db.session.get(Proposal, cast["proposal"]).approval.approved_by_id is not None


def test_an_asker_who_is_revoked_meanwhile_gives_nothing_afterwards(real_app, cast):
    """Either order is right; what must not be is an office agreed to after the asker's end."""
    _asker, second, third = cast["logins"]
    agreed, revoked = at_once(
        real_app,
        [
            (second, f"/offices/proposals/{cast['proposal']}/agreement"),
            (third, f"/offices/{cast['offices'][0]}/revoke"),
        ],
    )
    assert revoked == 303
    assert agreed in (303, 409)
    with real_app.app_context():
        assert offices_of(cast["person"]) == (1 if agreed == 303 else 0)
        approval = db.session.get(Proposal, cast["proposal"]).approval
        ended = db.session.get(Grant, cast["offices"][0]).revoked_at
        assert approval.approved_at is None or approval.approved_at <= ended


def test_administrators_who_revoke_each_other_leave_one(real_app, cast):
    one, two, three = cast["logins"]
    first, second, third = (f"/offices/{key}/revoke" for key in cast["offices"])
    at_once(real_app, [(one, second), (two, third), (three, first)])
    with real_app.app_context():
        left = db.session.scalars(
            select(Grant).where(Grant.role == Role.ADMIN, Grant.revoked_at.is_(None))
        ).all()
        assert len(left) >= 1


def test_two_who_propose_the_same_leave_one_proposal(real_app, cast):
    with real_app.app_context(), transaction():
        person = make_person(age=30, unit=make_province())
        place, key = make_province().id, person.id

    address = f"/offices/proposals/new/{key}"
    gate, statuses = threading.Barrier(2), []

    def run(login):
        with as_somebody(real_app, login) as post:
            gate.wait(30)
            statuses.append(post(address, role="organiser", unit=str(place)).status_code)

    crowd = [threading.Thread(target=run, args=(login,)) for login in cast["logins"][:2]]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(60)
    assert sorted(statuses) == [303, 409]
    with real_app.app_context():
        made = select(func.count(Proposal.id)).where(Proposal.person_id == key)
        assert db.session.scalar(made) == 1
