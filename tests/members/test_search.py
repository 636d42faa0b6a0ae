"""Finding people: an adult finds adults by name; who answers for people finds exactly these."""

import re

import pytest

from mentorhub.accounts.models import SignInAttempt
from mentorhub.contests.models import Organiser
from mentorhub.members import actions, queries
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.permissions import can
from mentorhub.platform.pseudonyms import pseudonym
from tests.factories import (
    make_admin,
    make_contest,
    make_entry,
    make_grant,
    make_juror,
    make_minor,
    make_officer,
    make_person,
    make_team,
    make_unit,
)


def hits(browser, q, **more):
    page = browser.get("/members", query_string={"q": q, **more}).text
    return re.findall(r"<div class=\"grow\"><p><b>(?:<a[^>]*>)?([^<]+)", page)


def test_a_member_finds_adults_by_name_with_or_without_marks(browser):
    browser.sign_in(make_person("Người Tìm"))
    make_person("Trần Thị Hòa", unit=make_unit("Xã Xa"))
    assert hits(browser, "hoa") == hits(browser, "HÒA") == ["Trần Thị Hòa"]
    page = browser.get("/members?q=hoa").text
    assert "Xã Xa" in page
    assert "example.org" not in page


def test_exact_spelling_comes_first_then_the_order_of_given_names(browser):
    browser.sign_in(make_person("Người Tìm"))
    for name in ("Hoa Văn Bình", "Lê Thị Hóa", "Hòa Văn An", "Lê Thị Hoa"):
        make_person(name)
    assert hits(browser, "Hoa") == ["Hoa Văn Bình", "Lê Thị Hoa", "Hòa Văn An", "Lê Thị Hóa"]


def test_no_minor_and_no_closed_account_changes_anything_a_member_sees(browser):
    """P1, P2: status, body and count are the same whether or not a hidden person is there."""
    browser.sign_in(make_person("Người Tìm"))
    make_person("Đỗ Thị Sen")
    before = browser.get("/members?q=sen")
    make_minor("Lê Thị Sen", age=17)
    make_minor("Lý Thị Sen", age=10)
    make_person("Mai Thị Sen", closed_at=now())
    make_person("Cao Thị Sen").details.birth_year = None
    after = browser.get("/members?q=sen")
    assert (before.status_code, before.text) == (after.status_code, after.text)
    assert hits(browser, "sen") == ["Đỗ Thị Sen"]


@pytest.mark.parametrize("hidden", ["0912345678", "sen@example.org", "sen.mot", "2004"])
def test_number_address_and_year_are_no_search_keys(browser, hidden):
    """P9: what is hidden answers as what does not exist, for a member and for an officer."""
    person = make_person("Đỗ Thị Sen", email="sen.mot@example.org")
    for seeker in (make_person("Người Tìm"), make_officer(person.unit), make_admin()):
        browser.sign_out().sign_in(seeker)
        none = browser.get("/members", query_string={"q": hidden}).text
        person.details.phone, person.details.birth_year = "0912345678", 2004
        some = browser.get("/members", query_string={"q": hidden}).text
        person.details.phone = None
        assert some == none


def test_sorting_and_filters_asked_for_by_hand_change_nothing(browser):
    """P10: a list has one order; no hidden column is a key."""
    browser.sign_in(make_person("Người Tìm"))
    make_person("Đỗ Thị Sen"), make_person("Lê Văn Sen", age=60)
    plain = browser.get("/members?q=sen").text
    for more in ("sort=birth_year", "order=email", "unit=91", "birth_year=2004", "phone=09"):
        asked = browser.get(f"/members?q=sen&{more}").text
        assert asked.replace(f"&amp;{more}", "") == plain


def test_one_letter_finds_nobody_and_at_most_twenty_are_shown(browser):
    browser.sign_in(make_person("Người Tìm"))
    for _ in range(22):
        make_person("Đỗ Thị Sen")
    assert hits(browser, "s") == []
    assert hits(browser, "%") == hits(browser, "_n") == []
    assert len(hits(browser, "sen")) == 20


def test_names_are_not_read_off_one_after_the_other(browser):
    seeker = make_person("Người Tìm")
    digest = pseudonym("a search by name", str(seeker.id))
    for _ in range(actions.SEARCHES_IN_IT):
        db.session.add(SignInAttempt(account_digest=digest, address_digest="", succeeded=True))
    browser.sign_in(seeker)
    assert browser.get("/members?q=sen").status_code == 429
    assert browser.get("/members").status_code == 200
    browser.sign_out().sign_in(make_person("Người Khác"))
    assert browser.get("/members?q=sen").status_code == 200


def test_an_officer_finds_the_own_subtree_only_children_too(browser):
    commune = make_unit()
    make_person("Đỗ Thị Sen", unit=make_unit("Chi đoàn", parent=commune))
    make_minor("Lê Bé Sen", unit=commune)
    make_person("Xa Thị Sen")
    browser.sign_in(make_officer(commune))
    assert hits(browser, "sen") == ["Đỗ Thị Sen", "Lê Bé Sen"]


def test_an_organiser_finds_who_takes_part_until_they_take_a_side(browser):
    contest, other = make_contest(), make_contest(make_person("Tổ Chức Khác"))
    make_entry(make_team(make_person("Đỗ Thị Sen"), name="Một"), contest)
    make_entry(make_team(make_person("Kia Thị Sen"), name="Hai"), other)
    organiser = contest.organisers[0].person
    browser.sign_in(organiser)
    assert hits(browser, "sen") == ["Đỗ Thị Sen"]
    make_entry(make_team(organiser, name="Ba"), contest)
    assert hits(browser, "sen") == []


def test_minors_and_jurors_who_read_do_not_search(browser):
    contest = make_contest()
    juror = make_juror(contest).person
    for person, status in ((make_minor(), 404), (juror, 404), (make_person(), 200)):
        browser.sign_out().sign_in(person)
        assert browser.get("/members").status_code == status
    contest.published_at = now()
    assert can(juror, "user.search_by_name")


def test_two_roles_give_what_a_role_gives(app):
    """An officer who sits on a jury keeps the own unit; an office takes the open search away."""
    officer = make_officer()
    make_juror(make_contest(), officer)
    near, far = make_person(unit=officer.unit), make_person()
    assert can(officer, "user.search_by_name", near)
    assert not can(officer, "user.search_by_name", far)
    organiser = make_person()
    make_grant(organiser, Role.ORGANISER)
    assert not can(organiser, "user.search_by_name", far)


def test_the_list_and_the_rule_agree(app):
    """Each hit is somebody the permission names, and nobody it names is missing."""
    unit = make_unit()
    people = [
        make_person("Ba Sen", unit=unit), make_minor("Bốn Sen", unit=unit),
        make_person("Năm Sen"), make_minor("Sáu Sen"), make_person("Bảy Sen", closed_at=now()),
    ]  # fmt: skip
    contest = make_contest()
    make_entry(make_team(people[2], people[3]), contest)
    contest.organisers.append(Organiser(person=make_person("Tám")))
    seekers = [make_officer(unit), make_admin(), contest.organisers[0].person, make_person("Chín")]
    db.session.flush()
    for seeker in seekers:
        charged = queries.charges_called(seeker, "sen")
        listed = charged if seeker is not seekers[-1] else queries.adults_called("sen")
        found = set(db.session.scalars(listed))
        assert found == {p for p in people if can(seeker, "user.search_by_name", p)}


def test_an_office_is_offered_for_adults_alone(browser):
    """Nobody under 18 holds one: no button leads an officer to a refusal."""
    unit = make_unit("Xã Gần")
    child, adult = make_minor("Lê Thị Sen", unit=unit), make_person("Lê Thị Hà", unit=unit)
    browser.sign_in(make_officer(unit))
    assert "Người giám hộ" in (page := browser.get(f"/members/{child.id}").text)
    assert f"/offices/new/{child.id}" not in page
    assert f"/offices/new/{adult.id}" in browser.get(f"/members/{adult.id}").text
