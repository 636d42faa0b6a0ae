import pytest
from flask_login import AnonymousUserMixin

from mentorhub.organisations import actions, rules
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_over
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from tests.factories import (
    make_admin,
    make_grant,
    make_officer,
    make_person,
    make_province,
    make_team,
    make_unit,
)


def test_an_office_reaches_its_unit_and_what_is_below(app):
    commune, other = make_unit(), make_unit("Xã Đông Thái")
    branch = make_unit("Chi đoàn ấp 1", parent=commune)
    officer = make_officer(commune)
    reached = [
        rules.holds_office(officer, Role.UNIT_OFFICER, unit)
        for unit in (commune, branch, other, make_province(), None)
    ]
    assert reached == [True, True, False, False, False]


def test_one_office_is_not_another(app):
    officer = make_officer()
    assert rules.officer_over_its_unit(officer, officer.unit)
    assert not rules.organiser_in_its_unit(officer, officer.unit)
    assert not rules.safeguarding_officer_over_its_unit(officer, officer.unit)
    assert not rules.is_admin(officer, None)


def test_a_thing_is_judged_by_its_unit(app):
    team = make_team()
    assert rules.officer_over_its_unit(make_officer(team.unit), team)
    assert not rules.officer_over_its_unit(make_officer(make_unit()), team)
    assert not rules.officer_over_its_unit(make_officer(), None)


def test_strangers_and_members_hold_nothing(app):
    for person in (AnonymousUserMixin(), make_person()):
        assert rules.offices_of(person) == []
        assert not rules.is_admin(person, None)
        assert not rules.officer_over_its_unit(person, make_unit())


def test_an_office_taken_back_ends_at_once(app):
    admin, officer = make_admin(), make_person()
    given = make_grant(officer, Role.UNIT_OFFICER)
    assert rules.officer_somewhere(officer, None)
    actions.revoke(given, by=admin)
    assert not rules.officer_somewhere(officer, None)


def test_nobody_gives_an_office_to_themselves(app):
    person = make_person()
    with pytest.raises(Refused):
        actions.grant(person, Role.ADMIN, unit=make_province(), by=person)
    assert rules.offices_of(person) == []


def test_the_same_office_twice_is_one(app):
    admin, person = make_admin(), make_person()
    first = actions.grant(person, Role.ORGANISER, unit=make_province(), by=admin)
    assert actions.grant(person, Role.ORGANISER, unit=make_province(), by=admin) is first
    assert [office.role for office in rules.offices_of(person)] == [Role.ORGANISER]


def test_a_notice_about_a_unit_finds_the_officers_in_it_and_above(app):
    commune = make_unit()
    near, far = make_officer(commune), make_officer(make_unit())
    above = make_officer(make_province())
    assert set(holders_over(Role.UNIT_OFFICER, commune)) == {near, above}
    assert far not in holders_over(Role.UNIT_OFFICER, commune)


def test_offices_are_read_once(app):
    person = make_officer()
    db.session.expire_all()
    rules.offices_of(person)
    assert "offices" in person.__dict__
