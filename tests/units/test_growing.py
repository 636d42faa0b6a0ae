"""Officers grow the tree below their units, and nobody else does."""

import unicodedata

import pytest
from sqlalchemy import select

from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.units import actions
from mentorhub.units.forms import NAME_TROUBLES
from mentorhub.units.models import Unit, UnitKind
from mentorhub.units.queries import called, children
from tests.factories import make_idea, make_officer, make_person, make_team, make_unit


@pytest.fixture
def unit(app):
    return make_unit()


def add(unit, name="Chi đoàn ấp 1", kind=UnitKind.BRANCH):
    return actions.add(unit, kind=kind, name=name, by=make_officer(unit))


def test_a_branch_stands_below_its_unit(unit):
    branch = add(unit)
    db.session.flush()
    assert unit.covers(branch)
    assert branch.code == f"{unit.code}.1"
    assert branch.slug == f"chi-doan-ap-1-{unit.slug}"
    assert add(unit, "Chi đoàn ấp 2").code == f"{unit.code}.2"
    assert called("ap 1", (UnitKind.BRANCH,)) == [branch]


def test_one_name_stands_once_below_a_unit(unit):
    add(unit)
    with pytest.raises(Refused):
        add(unit, "CHI ĐOÀN  ẤP 1")
    assert add(make_unit("Xã Khác")).name == "Chi đoàn ấp 1"


def test_numbers_are_counted(unit):
    names = ["Chi đoàn ấp 10", "Chi đoàn ấp 2", "Chi đoàn ấp 1"]
    for name in names:
        add(unit, name)
    assert [one.name for one in children(unit)] == names[::-1]


def test_no_branch_stands_below_a_branch(unit):
    with pytest.raises(Refused):
        add(add(unit))
    with pytest.raises(Refused):
        add(unit, kind=UnitKind.COMMUNE)


def test_a_new_name_leaves_the_old_one_to_find_it(unit):
    branch = add(unit)
    actions.rename(branch, name="Chi đoàn ấp Bảy Biển", by=None)
    db.session.flush()
    for text in ("bay bien", "ap 1"):
        assert called(text, (UnitKind.BRANCH,)) == [branch]


def test_a_closed_unit_is_chosen_no_more_and_can_be_opened(unit):
    school = add(unit, "Trường X", UnitKind.SCHOOL)
    form_ten = add(school, "10A1")
    with pytest.raises(Refused):
        actions.close(school, by=None)
    for one in (form_ten, school):
        actions.close(one, by=None)
    db.session.flush()
    assert called("truong x", (UnitKind.SCHOOL,)) == []
    assert school.may_hold == ()
    with pytest.raises(Refused):
        actions.reopen(form_ten, by=None)
    actions.reopen(school, by=None)
    assert school.closed_at is None


def test_the_officer_above_adds_renames_and_closes_by_form(browser, unit):
    browser.sign_in(make_officer(unit))
    db.session.commit()
    reply = browser.submit(f"/units/{unit.slug}/new", kind="school", name="Trường THPT X")
    assert reply.status_code == 303
    school = db.session.scalar(select(Unit).where(Unit.kind == UnitKind.SCHOOL))
    where = f"/units/{school.slug}"
    assert (
        browser.submit(f"/units/{unit.slug}/new", kind="school", name="trường thpt x").status_code
        == 409
    )
    assert browser.submit(f"/units/{unit.slug}/new", kind="commune", name="X").status_code == 422
    assert browser.submit(f"{where}/edit", name="Trường THPT Y").status_code == 303
    assert "Trường THPT Y" in browser.get(where).text
    assert browser.submit(f"{where}/close").status_code == 303
    assert "đã đóng" in browser.get(where).text
    assert browser.post(f"{where}/reopen").status_code == 303
    assert browser.get(f"/units/{unit.slug}/edit").status_code == 404  # the law's, not theirs


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u200b\u2060", "\u3164"])
def test_no_unit_is_left_without_a_name(browser, unit, blank):
    branch = add(unit)
    browser.sign_in(make_officer(unit))
    db.session.commit()
    for address, more in ((f"{branch.slug}/edit", {}), (f"{unit.slug}/new", {"kind": "school"})):
        reply = browser.submit(f"/units/{address}", name=blank, **more)
        assert reply.status_code == 422
        assert "Chưa điền ô này." in reply.text
    assert [one.name for one in children(unit)] == ["Chi đoàn ấp 1"]


@pytest.mark.parametrize(
    "name",
    [
        "Chi đoàn\u200b ấp 1",
        "Chi đoàn \u202eấp 1",
        "Сhi đoàn ấp 1",  # the first letter is Cyrillic
        "Ｃhi đoàn ấp 1",
        "Chi đoàn 𝐚p 1",
        "--",
    ],
)
def test_a_name_that_only_looks_like_another_is_refused_in_words(browser, unit, name):
    branch = add(unit)
    browser.sign_in(make_officer(unit))
    db.session.commit()
    for address, more in ((f"{branch.slug}/edit", {}), (f"{unit.slug}/new", {"kind": "school"})):
        reply = browser.submit(f"/units/{address}", name=name, **more)
        assert reply.status_code == 422
        assert any(str(words) in reply.text for words in NAME_TROUBLES.values())
    assert [one.name for one in children(unit)] == ["Chi đoàn ấp 1"]


@pytest.mark.parametrize("name", ["10/1", "Trường ĐH An Giang – ĐHQG TP.HCM (cơ sở 2)", "Lớp 12A1"])
def test_a_school_and_a_class_are_called_as_they_are(browser, unit, name):
    browser.sign_in(make_officer(unit))
    db.session.commit()
    assert browser.submit(f"/units/{unit.slug}/new", kind="school", name=name).status_code == 303
    assert [one.name for one in children(unit)] == [name]


def test_a_name_is_kept_in_one_form(browser, unit):
    browser.sign_in(make_officer(unit))
    db.session.commit()
    typed = unicodedata.normalize("NFD", "Chi đoàn   ấp\u00a02")
    browser.submit(f"/units/{unit.slug}/new", kind="branch", name=typed)
    assert [one.name for one in children(unit)] == ["Chi đoàn ấp 2"]


def test_a_name_that_was_left_empty_breaks_no_list(unit):
    first, second = add(unit), add(unit, "Chi đoàn ấp 2")
    second.name = ""  # as a release that took blanks for names has left some
    db.session.flush()
    assert children(unit) == [second, first]


def test_nobody_grows_what_is_not_theirs(browser, unit):
    school = add(unit, "Trường X", UnitKind.SCHOOL)
    own = make_officer(school)  # over the school, not over the commune
    for other in (own, make_officer(make_unit("Xã Xa")), make_person(unit=unit)):
        browser.sign_out().sign_in(other)
        db.session.commit()
        for address in (f"/units/{unit.slug}/new", f"/units/{school.slug}/edit"):
            assert browser.get(address).status_code == 404
    browser.sign_out().sign_in(own)
    db.session.commit()
    assert browser.get(f"/units/{school.slug}/new").status_code == 200


def test_the_page_of_a_unit_shows_its_ideas_and_its_people_to_its_officer_only(browser, unit):
    branch = add(unit)
    make_idea(make_team(make_person(unit=branch)))
    db.session.commit()
    where = f"/units/{unit.slug}"
    page = browser.get(where).text
    assert "Bản đồ độ mặn" in page
    assert "ấp 1" in page
    assert "Danh sách đoàn viên" not in page
    browser.sign_in(make_officer(unit))
    db.session.commit()
    assert "Danh sách đoàn viên" in browser.get(where).text
    assert browser.get("/units/nowhere").status_code == 404
