"""Lines are found, leave, and are joined with accounts by the officer or by a slip."""

import re

from sqlalchemy import select

from mentorhub.accounts.models import PersonalDetails
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.factories import make_person
from tests.rosters.lists import make_line, names


def test_lists_are_found_without_marks_and_show_no_contact(browser, unit, officer):
    make_line(unit, phone="0912345678")
    page = browser.get(f"/units/{unit.slug}/roster?q=tran").text
    assert "Trần Thị Ân" in page
    assert "0912345678" not in page
    assert "Trần Thị Ân" not in browser.get(f"/units/{unit.slug}/roster?q=binh").text
    assert "Trần Thị Ân" in browser.get(f"/units/{unit.slug}/roster?print=1").text


def test_a_line_leaves_the_list(browser, unit, officer):
    line = make_line(unit)
    assert browser.submit(f"/roster-lines/{line.id}/remove").status_code == 303
    assert names(unit) == []


def test_a_line_and_an_account_are_joined_by_the_officer_only(browser, unit, officer):
    line = make_line(unit, "Trần Thị Ân", 2003)
    same = make_person("Trần Thị Ân", unit=unit)
    same.details.birth_year, same.details.name_key = 2003, fold("Trần Thị Ân")
    other = make_person("Lê Bình", unit=unit)
    db.session.commit()
    where = f"/units/{unit.slug}/roster/accounts"
    assert str(same.id) in browser.get(where).text
    assert browser.post(where, line=line.id, person=other.id).status_code == 409
    assert browser.post(where, line=line.id, person=same.id).status_code == 303
    db.session.refresh(line)
    assert line.person_id == same.id
    browser.post(f"/roster-lines/{line.id}/part")
    db.session.refresh(line)
    assert line.person_id is None


def test_an_unproved_number_suggests_nobody(browser, unit, officer):
    make_line(unit, "Trần Thị Ân", 2003, phone="0912345678")
    person = make_person("Ân Trần", unit=unit)
    person.details.phone = "0912345678"
    db.session.commit()
    where = f"/units/{unit.slug}/roster/accounts"
    assert str(person.id) not in browser.get(where).text
    person.details.phone_verified_at = now()
    db.session.commit()
    assert str(person.id) in browser.get(where).text


def slip(browser, line):
    page = browser.submit(f"/roster-lines/{line.id}/code").text
    return "".join(re.search(r"([A-Z2-9]{4}) ([A-Z2-9]{4})</p>", page).groups())


CLAIM = {"contact": "0912345678", "password": "ba con mèo nhỏ", "agreed": "y"}


def test_a_slip_makes_an_account_once(browser, unit, officer):
    line = make_line(unit)
    old = slip(browser, line)
    code = slip(browser, line)
    browser.sign_out()
    assert browser.submit("/claim", code=old, **CLAIM).status_code == 409
    assert browser.submit("/claim", code=code.lower(), **CLAIM).status_code == 303
    found = db.session.scalar(select(PersonalDetails).where(PersonalDetails.phone == "0912345678"))
    assert (found.name, found.birth_year, found.person.unit_id) == (line.name, 2003, unit.id)
    db.session.refresh(line)
    assert line.person_id == found.person_id
    again = {**CLAIM, "contact": "0912345679"}
    assert browser.submit("/claim", code=code, **again).status_code == 409


def test_who_has_no_year_on_the_list_is_asked_for_it(browser, unit, officer):
    code = slip(browser, make_line(unit, year=None))
    browser.sign_out()
    assert browser.submit("/claim", code=code, **CLAIM).status_code == 409
    assert browser.submit("/claim", code=code, birth_year="2001", **CLAIM).status_code == 303


def test_old_slips_and_wrong_codes_open_nothing(browser, unit, officer):
    line = make_line(unit)
    code = slip(browser, line)
    line.code_expires_at = now()
    db.session.commit()
    browser.sign_out()
    for wrong in (code, "ABCDEFGH", ""):
        assert browser.submit("/claim", code=wrong, **CLAIM).status_code in (409, 422)
