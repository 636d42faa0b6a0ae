"""Who signs up may say which branch or school below the commune: by its name, without scripts."""

import re

import pytest
from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.platform.db import db
from mentorhub.units import actions
from mentorhub.units.models import UnitKind
from tests.accounts.typed import answers, count
from tests.factories import make_person, make_unit


@pytest.fixture
def places(unit):
    """Two schools, a class of one of them, and a school of the same name elsewhere."""
    school = actions.add(unit, kind=UnitKind.SCHOOL, name="Trường THPT An Biên", by=None)
    ten = actions.add(school, kind=UnitKind.BRANCH, name="10A1", by=None)
    other = actions.add(unit, kind=UnitKind.SCHOOL, name="Trường THCS An Biên", by=None)
    far = actions.add(make_unit("Xã Xa"), kind=UnitKind.SCHOOL, name="Trường THPT Xa", by=None)
    db.session.commit()
    return {"school": school, "ten": ten, "other": other, "far": far}


def home():
    return db.session.scalars(select(Person)).one().unit


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Trường THPT An Biên", "school"),
        ("thpt an bien", "school"),
        ("THPT", "school"),
        ("10a1", "ten"),
        ("thcs", "other"),
    ],
)
def test_a_part_of_the_name_is_enough(browser, places, typed, key):
    assert browser.submit("/register", **answers(below=typed)).status_code == 302
    assert home() == places[key]


def test_it_may_be_left_empty(browser, unit, places):
    assert browser.submit("/register", **answers(below=" ")).status_code == 302
    assert home() == unit


def test_a_former_name_finds_it(browser, places):
    actions.rename(places["school"], name="Trường Nguyễn Hùng Hiệp", by=None)
    db.session.commit()
    assert browser.submit("/register", **answers(below="THPT An Biên")).status_code == 302
    assert home() == places["school"]


@pytest.mark.parametrize("typed", ["an bien", "trường"])
def test_of_several_one_is_chosen_on_the_page_that_comes_back(browser, places, typed):
    page = browser.submit("/register", **answers(below=typed))
    assert (page.status_code, count(Person)) == (422, 0)
    offered = re.findall(r'type="radio" name="below" value="([^"]+)"', page.text)
    assert set(offered) == {places["school"].slug, places["other"].slug}
    assert f'value="{typed}"' in page.text
    sent = answers(below=[typed, places["other"].slug])
    assert browser.submit("/register", **sent).status_code == 302
    assert home() == places["other"]


@pytest.mark.parametrize("typed", ["?", "Trường THPT Xa", "\u200b.", "' OR 1=1 --"])
def test_what_is_not_there_is_said_with_what_is(browser, places, typed):
    page = browser.submit("/register", **answers(below=typed))
    assert (page.status_code, count(Person)) == (422, 0)
    assert "Ở đó không có nơi nào tên như vậy." in page.text
    assert places["ten"].slug in page.text
    assert places["far"].slug not in page.text


def test_nobody_is_put_where_they_did_not_point(browser, places):
    sent = answers(below=["trường", places["far"].slug])
    assert (browser.submit("/register", **sent).status_code, count(Person)) == (422, 0)


def test_a_closed_one_is_not_found_and_an_empty_place_says_so(browser, unit, places):
    for key in ("ten", "school", "other"):
        actions.close(places[key], by=None)
    db.session.commit()
    page = browser.submit("/register", **answers(below="THPT"))
    assert page.status_code == 422
    assert "Nơi này chưa có đơn vị nào trực thuộc." in page.text


def test_it_is_changed_in_the_profile(browser, unit, places):
    person = make_person(unit=unit)
    db.session.commit()
    browser.sign_in(person)
    facts = {"name": "Tô Kim Thoa", "language": "vi"}
    sent = {**facts, "unit": unit.slug, "below": "thpt"}
    assert browser.submit("/me", **sent).status_code == 303
    assert person.unit == places["school"]
    assert "Trường THPT An Biên" in browser.get("/me").text
    again = {**facts, "unit": places["school"].slug, "below": "10A1"}
    assert browser.submit("/me", **again).status_code == 303
    assert person.unit == places["ten"]
    assert browser.submit("/me", **facts, unit=unit.slug).status_code == 303
    assert person.unit == unit
