"""Organisers and administrators are given by two; other offices by one who stands above."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.models import Approval, Login
from mentorhub.accounts.queries import login_of
from mentorhub.activity.models import Activity
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.organisations import actions
from mentorhub.organisations.models import Grant, Proposal, Role
from mentorhub.organisations.rules import holds_somewhere
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.permissions import PERMISSIONS
from tests.factories import (
    make_admin,
    make_grant,
    make_minor,
    make_officer,
    make_person,
    make_province,
    make_unit,
)

ROOT = Path(__file__).parents[2]
OWN_DOORS = {
    "mentorhub/accounts/actions/account.py",  # by one's own password
    "mentorhub/accounts/actions/passkeys.py",  # by a key on one's own device
    "mentorhub/accounts/actions/provider.py",  # by the word of a provider, once linked
    "mentorhub/accounts/views/provider.py",  # whoever has just signed up with a provider
    "mentorhub/accounts/views/entering.py",  # whoever has just signed up
}


@pytest.fixture
def admins(app):
    return make_admin("Võ Quang Huy"), make_admin("Lý Thị Hoa")


def held_by(person, role):
    return db.session.scalar(
        select(func.count(Grant.id)).where(
            Grant.person_id == person.id, Grant.role == role, Grant.revoked_at.is_(None)
        )
    )


def proposed(admins, person=None, role=Role.ORGANISER):
    person = person or make_person("Lữ Hoài An", age=30)
    found = actions.propose(person, role, unit=make_province(), by=admins[0])
    db.session.flush()
    return found


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


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.ADMIN, Role.SAFEGUARDING_OFFICER])
def test_nobody_under_18_holds_an_office_over_others(admins, role):
    child = make_minor(age=17)
    with pytest.raises(Refused):
        actions.grant(child, role, unit=make_province(), by=None)
    with pytest.raises(Refused):
        actions.propose(child, role, unit=make_province(), by=admins[0])
    assert db.session.scalar(select(func.count(Approval.id))) == 0


def test_an_officer_gives_offices_in_units_below_only(browser, app):
    commune = make_unit()
    branch = make_unit("Chi đoàn ấp 1", parent=commune)
    officer, person = make_officer(commune), make_person("Đỗ Bình", unit=branch)
    browser.sign_in(officer)
    assert person.full_name in browser.get("/offices/new?q=binh").text
    page = f"/offices/new/{person.id}"
    wrong = browser.submit(page, role="unit_officer", unit=str(commune.id))
    assert wrong.status_code == 422
    assert browser.submit(page, role="organiser", unit=str(branch.id)).status_code == 422
    assert browser.get(f"/offices/proposals/new/{person.id}").status_code == 404
    good = browser.submit(page, role="unit_officer", unit=str(branch.id))
    assert good.status_code == 303
    assert held_by(person, Role.UNIT_OFFICER) == 1
    browser.submit(page, role="unit_officer", unit=str(branch.id))
    assert held_by(person, Role.UNIT_OFFICER) == 1
    for stranger in (make_officer(make_unit()), make_person(unit=commune)):
        browser.sign_out().sign_in(stranger)
        assert browser.get(page).status_code == 404
    browser.sign_out().sign_in(officer)
    assert browser.get(f"/offices/new/{officer.id}").status_code == 404


def test_an_office_taken_back_ends_with_the_next_click(browser, app, admins):
    officer = make_officer()
    theirs = type(browser)(app).sign_in(officer)
    assert theirs.get("/offices").status_code == 200
    browser.sign_in(admins[0])
    address = f"/offices/{officer.offices[0].id}/revoke"
    assert browser.get(address).status_code == 200
    assert officer.offices[0].is_held  # a look takes nothing back
    assert browser.post(address).status_code == 303
    assert browser.post(address).status_code == 303
    db.session.expire_all()
    assert theirs.get("/offices").status_code == 404
    assert officer.offices[0].revoked_by_id == admins[0].id


def test_one_asks_somebody_else_for_ones_own_and_the_last_administrator_stays(browser, app):
    admin = make_admin()
    browser.sign_in(admin)
    address = f"/offices/{admin.offices[0].id}/revoke"
    last = browser.submit(address)
    assert last.status_code == 409
    assert "quản trị viên cuối cùng" in last.text
    other = make_admin("Quản Trị Hai")
    own = browser.submit(address)
    assert own.status_code == 409
    assert "nhờ người khác" in own.text
    actions.revoke(admin.offices[0], by=other)
    with pytest.raises(Refused):
        actions.revoke(other.offices[0], by=admin)  # an open tab of a former administrator
    assert holds_somewhere(other, Role.ADMIN)


def test_an_officer_takes_back_offices_below_only(browser, app):
    commune = make_unit()
    branch = make_unit("Chi đoàn ấp 2", parent=commune)
    officer, below = make_officer(commune), make_officer(branch)
    organiser = make_person(unit=branch)
    make_grant(organiser, Role.ORGANISER, branch)
    browser.sign_in(officer)
    assert browser.get(f"/offices/{organiser.offices[0].id}/revoke").status_code == 404
    assert browser.get(f"/offices/{officer.offices[0].id}/revoke").status_code == 404
    assert browser.submit(f"/offices/{below.offices[0].id}/revoke").status_code == 303
    browser.sign_out().sign_in(make_officer(make_unit()))
    assert browser.get(f"/offices/{officer.offices[0].id}/revoke").status_code == 404


def test_the_list_shows_own_units_by_given_name_and_filters(browser, admins):
    commune = make_unit()
    make_officer(commune, "Trần Văn Ánh"), make_officer(commune, "Lê Thị Bông")
    make_officer(make_unit(), "Ngoài Đơn Vị")
    browser.sign_in(make_officer(commune, "Phan Minh Đức"))
    text = browser.get("/offices").text
    places = [text.rindex(name) for name in ("Trần Văn Ánh", "Lê Thị Bông", "Phan Minh Đức")]
    assert places == sorted(places)
    assert "Ngoài Đơn Vị" not in text
    assert "Trần Văn Ánh" not in browser.get("/offices?role=organiser").text
    assert "Ở đây chưa có ai giữ" in browser.get("/offices?role=organiser").text
    browser.sign_out().sign_in(make_person())
    assert browser.get("/offices").status_code == 404


def test_whoever_is_given_an_office_is_told(app, admins):
    found = proposed(admins)
    actions.agree(found, by=admins[1])
    given = db.session.scalars(select(Grant).where(Grant.person_id == found.person_id)).one()
    actions.revoke(given, by=admins[1])
    db.session.flush()
    for activity in db.session.scalars(select(Activity).order_by(Activity.id)).all():
        tell(activity, app.extensions["notices"])
    told = db.session.execute(
        select(Notification.recipient_id, Activity.verb)
        .join(Activity, Activity.id == Notification.activity_id)
        .order_by(Activity.id)
    ).all()
    assert set(map(tuple, told)) == {
        (admins[1].id, "office.proposed"),
        (found.person_id, "office.granted"),
        (found.person_id, "office.revoked"),
    }


def test_own_offices_are_shown_to_their_holder(browser, admins):
    found = proposed(admins)
    actions.agree(found, by=admins[1])
    browser.sign_in(found.person)
    text = browser.get("/offices/mine").text
    assert "Võ Quang Huy" in text
    assert "Lý Thị Hoa" in text
    browser.sign_out().sign_in(make_person())
    assert "Võ Quang Huy" not in browser.get("/offices/mine").text


def test_nobody_opens_a_login_for_somebody_else(app):
    """user.impersonate: the one way in is one's own password or link. No route, action or command
    besides calls what opens a login, and no address of a page speaks of it."""
    callers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "mentorhub").rglob("*.py")
        if "open_login(" in path.read_text(encoding="utf-8")
    }
    assert callers == OWN_DOORS
    spoken = ("impersonat", "login-as", "sign-in-as", "sudo", "become")
    addresses = [rule.rule for rule in app.url_map.iter_rules()]
    assert [a for a in addresses if any(word in a for word in spoken)] == []
    assert {"impersonate", "login", "become"}.isdisjoint(app.cli.commands)
    assert [name for name in PERMISSIONS if "impersonate" in name] == []


def test_whatever_an_administrator_posts_they_stay_who_they_are(browser, app, admins):
    victim = make_person("Nạn Nhân", age=30, unit=make_province())
    browser.sign_in(admins[0])
    for rule in app.url_map.iter_rules():
        if "person_id" not in rule.arguments or len(rule.arguments) > 1:
            continue
        address = app.url_map.bind("localhost").build(rule.endpoint, {"person_id": victim.id})
        browser.get(address)
        browser.post(address)
        with browser.client.session_transaction() as session:
            assert login_of(digest_of(session["_user_id"])).person_id == admins[0].id
    assert db.session.scalar(select(Login).where(Login.person_id == victim.id)) is None
