"""The report on the screen, on paper and in Excel: the same numbers, for the same readers."""

import io

import pytest
from python_calamine import CalamineWorkbook

from mentorhub.ideas.models import IdeaState
from mentorhub.organisations.models import Role
from mentorhub.platform.clock import today
from mentorhub.platform.db import Translated, db
from mentorhub.reports import actions
from mentorhub.reports.domain.targets import Wish
from mentorhub.units.models import UnitKind
from tests.factories import (
    make_admin,
    make_grant,
    make_idea,
    make_officer,
    make_person,
    make_province,
    make_team,
    make_unit,
)

YEAR = today().year


@pytest.fixture
def commune(app):
    """Two ideas of one branch, one in use; the province asks for four approved ones."""
    commune = make_unit("Xã An Biên")
    branch = make_unit("Chi đoàn ấp 1", parent=commune, kind=UnitKind.BRANCH)
    for state in (IdeaState.IN_USE, IdeaState.SENT, IdeaState.APPROVED):
        make_idea(team=make_team(make_person("Đỗ Kín Danh", unit=branch)), unit=branch, state=state)
    wish = Wish(commune.id, 2, 4, 0)
    officer = make_officer(make_province())
    actions.set_targets(make_province(), year=YEAR, wishes=[wish], by=officer)
    return commune


def addresses(unit):
    base = f"/units/{unit.slug}/report"
    return [base, f"{base}?show=sent", f"{base}?print=1", f"{base}.xlsx", f"{base}?year={YEAR - 1}"]


def sheets(reply):
    book = CalamineWorkbook.from_filelike(io.BytesIO(reply.data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_an_officer_reads_the_own_units_and_the_province_all(browser, commune):
    own, province = make_officer(commune), make_officer(make_province())
    elsewhere = make_unit("Xã Khác")
    for officer, read, not_read in (
        (own, [commune], [make_province(), elsewhere]),
        (province, [commune, make_province(), elsewhere], []),
    ):
        browser.sign_in(officer)
        db.session.commit()
        for unit in read:
            assert [browser.get(a).status_code for a in addresses(unit)] == [200] * 5
        for unit in not_read:
            assert [browser.get(a).status_code for a in addresses(unit)] == [404] * 5


def test_nobody_else_reads_it(browser, commune):
    organiser = make_person(age=30)
    make_grant(organiser, Role.ORGANISER, make_province())
    for person in (make_person(unit=commune), organiser, make_admin()):
        browser.sign_in(person)
        db.session.commit()
        assert [browser.get(a).status_code for a in addresses(commune)] == [404] * 5
    browser.sign_out()
    assert [browser.get(a).status_code for a in addresses(commune)] == [302] * 5


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_numbers_stand_against_their_targets_and_no_person_is_named(browser, commune, language):
    browser.sign_in(make_officer(commune)).speak(language)
    for address in addresses(commune)[:3]:
        page = browser.get(address).text
        assert "Kín Danh" not in page
        assert "Chi đoàn ấp 1" in page
    page = browser.get(addresses(commune)[0]).text
    share = {"vi": "đạt 50% chỉ tiêu", "en": "50 % of the target", "fr": "50 % de l’objectif"}
    assert share[language] in page.replace("\u202f", " ").replace("\u00a0", " ")


def test_excel_holds_the_same_numbers(browser, commune):
    browser.sign_in(make_officer(commune)).speak("en")
    reply = browser.get(f"/units/{commune.slug}/report.xlsx")
    assert f'filename="{commune.slug}-{YEAR}-' in reply.headers["Content-Disposition"]
    assert reply.headers["Cache-Control"] == "no-store"
    told = sheets(reply)
    assert list(told) == [
        "Whole year", "Ideas in use", "Approved ideas", "Ideas with a mentor", "Ideas sent",
    ]  # fmt: skip
    headings, branch, together = told["Whole year"][-3:]
    assert headings[:4] == ["Unit", "Ideas in use", "Target", "Reached (per cent)"]
    assert branch[:2] == ["Chi đoàn ấp 1", 1.0]
    assert together == ["Together", 1.0, 2.0, 50.0, 2.0, 4.0, 50.0, 0.0, 3.0]
    assert told["Ideas sent"][-1][today().month] == 3.0
    assert told["Ideas sent"][-1][-1] == 3.0
    assert "Kín Danh" not in str(told)


def test_the_name_of_a_unit_is_no_formula(browser, commune):
    make_unit("=1+1", parent=commune, kind=UnitKind.CLUB, names=Translated(vi="=HYPERLINK(1)"))
    browser.sign_in(make_officer(commune))
    told = sheets(browser.get(f"/units/{commune.slug}/report.xlsx"))
    assert "=HYPERLINK(1)" in [row[0] for row in told["Cả năm"]]  # a text, as it is written


@pytest.mark.parametrize("year", ["2019", "0", "-1", "abc", "9" * 5000, str(YEAR + 2)])
def test_a_year_nothing_can_be_told_of_is_not_found(browser, commune, year):
    browser.sign_in(make_officer(commune))
    db.session.commit()
    assert browser.get(f"/units/{commune.slug}/report?year={year}").status_code == 404


def test_a_unit_with_nothing_below_and_nothing_sent(browser):
    officer = make_officer()
    browser.sign_in(officer)
    assert [browser.get(a).status_code for a in addresses(officer.unit)] == [200] * 5
