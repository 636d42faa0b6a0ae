"""Organisers and administrators are given by two; other offices by one who stands above."""

from pathlib import Path

import pytest
from sqlalchemy import select

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.models import Login
from mentorhub.accounts.queries import login_of
from mentorhub.activity.models import Activity
from mentorhub.notifications.actions import tell
from mentorhub.notifications.models import Notification
from mentorhub.organisations import actions
from mentorhub.organisations.models import Grant, Role
from mentorhub.organisations.rules import holds_somewhere
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.permissions import PERMISSIONS
from tests.factories import (
    make_admin,
    make_grant,
    make_officer,
    make_person,
    make_province,
    make_unit,
)
from tests.organisations.offices import held_by, proposed

ROOT = Path(__file__).parents[2]
OWN_DOORS = {
    "mentorhub/accounts/actions/account.py",  # by one's own password
    "mentorhub/accounts/actions/passkeys.py",  # by a key on one's own device
    "mentorhub/accounts/actions/provider.py",  # by the word of a provider, once linked
    "mentorhub/accounts/views/provider.py",  # whoever has just signed up with a provider
    "mentorhub/accounts/views/entering.py",  # whoever has just signed up
}


def test_an_officer_gives_offices_in_units_below_only(browser, app):
    commune = make_unit()
    branch = make_unit("Chi đoàn ấp 1", parent=commune)
    officer, person = make_officer(commune), make_person("Đỗ Bình", unit=branch)
    browser.sign_in(officer)
    assert person.full_name in browser.get("/offices/new?q=binh").text
    person.details.phone = "0912345678"  # to have it found is to be told whose it is
    assert person.full_name not in browser.get("/offices/new?q=0912345678").text
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
