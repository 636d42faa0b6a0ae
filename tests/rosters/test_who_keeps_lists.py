"""Nobody but the officer of the unit finds a list."""

from uuid import uuid4

from sqlalchemy import select

from mentorhub.platform.db import db
from mentorhub.rosters.models import RosterImport, RosterLine
from tests.factories import make_admin, make_officer, make_person, make_province, make_unit
from tests.rosters.files import excel
from tests.rosters.lists import give, take_in


def pages(unit, line, run):
    return [
        f"/units/{unit.slug}/roster",
        f"/units/{unit.slug}/roster/import",
        f"/units/{unit.slug}/roster/export",
        f"/units/{unit.slug}/roster/accounts",
        f"/units/{unit.slug}/new",
        f"/roster-lines/{line.id}/code",
        f"/roster-lines/{line.id}/remove",
        f"/roster-imports/{run.id}/undo",
        f"/roster-imports/{run.id}",
    ]


def test_whoever_is_not_the_officer_finds_nothing(browser, unit, officer):
    take_in(browser, unit, excel())
    line, run = db.session.scalar(select(RosterLine)), db.session.scalar(select(RosterImport))
    addresses = pages(unit, line, run)
    assert {browser.get(a).status_code for a in addresses} == {200, 302, 303} - {302}
    for other in (make_officer(make_unit("Xã Xa")), make_person(unit=unit)):
        browser.sign_out().sign_in(other)
        db.session.commit()
        assert {browser.get(a).status_code for a in addresses} == {404}
    browser.sign_out().sign_in(make_admin())
    db.session.commit()
    assert {browser.get(a).status_code for a in addresses if not a.endswith("/new")} == {404}


def test_another_officer_of_the_unit_does_not_see_the_file_of_the_first(browser, unit, officer):
    where = give(browser, unit, excel()).location
    browser.sign_out().sign_in(make_officer(unit, "Lê Khác"))
    db.session.commit()
    assert browser.get(where).status_code == 404
    assert browser.post(f"{where}/give-up").status_code == 404


def test_a_province_keeps_no_list_of_its_own(browser, officer, unit):
    browser.sign_out().sign_in(make_officer(make_province()))
    db.session.commit()
    assert browser.get("/units/an-giang/roster").status_code == 200
    assert browser.get("/units/an-giang/roster/import").status_code == 404
    assert browser.get(f"/units/{unit.slug}/roster/import").status_code == 200


def test_an_unknown_page_is_no_list(browser, officer, unit):
    assert browser.get(f"/roster-lines/{uuid4()}/code").status_code == 404
    assert browser.get(f"/units/{unit.slug}/roster?after=x").status_code == 200
