"""Organisers and administrators are given by two, and nothing that changed since goes through."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from mentorhub.accounts.models import Approval
from mentorhub.organisations import actions
from mentorhub.organisations.models import Grant, Proposal, Role
from mentorhub.organisations.rules import may_give_alone
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import (
    make_admin,
    make_minor,
    make_officer,
    make_person,
    make_province,
    make_unit,
)
from tests.organisations.offices import held_by, proposed


def test_an_organiser_is_given_by_two(browser, admins):
    person = make_person("Lữ Hoài An", age=30)
    browser.sign_in(admins[0])
    facts = {"role": "organiser", "unit": str(make_province().id)}
    assert browser.submit(f"/offices/proposals/new/{person.id}", **facts).status_code == 303
    assert held_by(person, Role.ORGANISER) == 0
    found = db.session.scalars(select(Proposal)).one()
    browser.sign_out().sign_in(admins[1])
    assert "Lữ Hoài An" in browser.get("/offices").text
    asked = browser.get(f"/offices/proposals/{found.id}").text
    assert "Lập cuộc thi trong đơn vị" in asked
    reply = browser.post(f"/offices/proposals/{found.id}/agreement")
    assert reply.status_code == 303
    given = db.session.scalars(select(Grant).where(Grant.person_id == person.id)).one()
    assert (given.granted_by_id, given.agreed_by_id) == (admins[0].id, admins[1].id)
    again = browser.post(f"/offices/proposals/{found.id}/agreement")
    assert again.status_code == 303
    assert held_by(person, Role.ORGANISER) == 1
    history = browser.get("/offices/history").text
    assert "Võ Quang Huy" in history
    assert "Lý Thị Hoa" in history


def test_the_page_says_which_office_is_asked_for(browser, admins):
    """Not what the reader's own part in the house is called."""
    found = proposed(admins, role=Role.ADMIN)
    asked = browser.sign_in(admins[1]).get(f"/offices/proposals/{found.id}").text
    assert "<dt>Chức trách</dt><dd>Quản trị viên</dd>" in asked
    assert "organiser" not in asked


def test_the_filter_shows_what_was_chosen(browser, admins):
    browser.sign_in(admins[0])
    assert not re.search("<option value=.[a-z_]+. selected", browser.get("/offices").text)
    chosen = browser.get("/offices?role=admin").text
    assert re.findall('<option value="([a-z_]+)" selected', chosen) == ["admin"]


def test_neither_who_asked_nor_who_is_given_it_agrees(browser, admins):
    found = proposed(admins, person=make_admin("Ba Ba"))
    for person in (admins[0], found.person, make_officer(make_province()), make_person()):
        browser.sign_out().sign_in(person)
        assert browser.post(f"/offices/proposals/{found.id}/agreement").status_code == 404
    for person in (admins[0], found.person):
        with pytest.raises(Refused):
            actions.agree(found, by=person)
    assert held_by(found.person, Role.ORGANISER) == 0


def change_name(proposal):
    proposal.person.details.name = "Người Khác"


def grow_old(proposal):
    proposal.approval.asked_at = now() - timedelta(days=15)


def lose_office(proposal):
    proposal.approval.asked_by.offices[0].revoked_at = now()


def close_account(proposal):
    proposal.person.closed_at = now()


def become_a_child(proposal):
    proposal.person.details.birth_year = now().year - 15


def other_office(proposal):
    proposal.role = Role.ADMIN


def decline(proposal):
    actions.decline(proposal, by=proposal.approval.asked_by)


CHANGES = (
    change_name, grow_old, lose_office, close_account, become_a_child, other_office, decline,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_changed_since_makes_a_proposal_void(browser, admins, change):
    found = proposed(admins)
    change(found)
    db.session.flush()
    browser.sign_in(admins[1])
    page = browser.get(f"/offices/proposals/{found.id}")
    assert page.status_code == 200
    assert "agreement" not in page.text
    assert browser.post(f"/offices/proposals/{found.id}/agreement").status_code == 409
    assert held_by(found.person, Role.ORGANISER) + held_by(found.person, Role.ADMIN) == 0


def test_a_void_proposal_gives_way_and_one_that_holds_stays_the_one(admins):
    found = proposed(admins)
    person, place = found.person, make_province()
    assert actions.propose(person, Role.ORGANISER, unit=place, by=admins[0]) is found
    with pytest.raises(Refused):
        actions.propose(person, Role.ORGANISER, unit=place, by=admins[1])
    change_name(found)
    newer = actions.propose(person, Role.ORGANISER, unit=place, by=admins[1])
    assert newer is not found
    assert found.approval.withdrawn_at is not None
    with pytest.raises(Refused):
        actions.agree(found, by=admins[1])
    actions.agree(newer, by=admins[0])
    assert held_by(person, Role.ORGANISER) == 1


@pytest.mark.parametrize("role", list(Role))
def test_nobody_under_18_holds_an_office(admins, role):
    child = make_minor(age=17)
    with pytest.raises(Refused):
        actions.grant(child, role, unit=make_province(), by=None)
    with pytest.raises(Refused):
        actions.propose(child, role, unit=make_province(), by=admins[0])
    assert db.session.scalar(select(func.count(Approval.id))) == 0


@pytest.mark.parametrize("giver", ["admin", "officer"])
def test_whoever_lost_the_office_meanwhile_gives_nothing(admins, giver):
    """The offices a request read when it began do not count: they are read again, and held."""
    commune = make_unit()
    branch = make_unit("Chi đoàn ấp 1", parent=commune)
    by = admins[0] if giver == "admin" else make_officer(commune)
    person = make_person("Đỗ Bình", unit=branch)
    assert may_give_alone(by, branch)
    theirs = update(Grant).where(Grant.person_id == by.id).values(revoked_at=now())
    db.session.execute(theirs, execution_options={"synchronize_session": False})
    assert may_give_alone(by, branch), "it still believes what it read"
    with pytest.raises(Refused):
        actions.give(person, Role.UNIT_OFFICER, unit=branch, by=by)
    assert held_by(person, Role.UNIT_OFFICER) == 0
