"""Parts of pages are kept for all readers of a language: none may ask who reads."""

import re

import pytest

from mentorhub.accounts.models import Hat
from mentorhub.platform.settings import ROOT
from tests.factories import make_officer, make_person

TEMPLATES = ROOT / "templates"
USED = re.compile(r'fragment\("([^"]+)"')
OF_THE_READER = re.compile(
    r"{[{%][^}]*\b(can\(|person\b|current_user|request\.|session|csrf_token)"
)
NAMES = sorted({name for it in TEMPLATES.rglob("*.html") for name in USED.findall(it.read_text())})


@pytest.mark.parametrize("name", NAMES)
def test_a_fragment_depends_on_what_it_is_given_alone(name):
    assert not OF_THE_READER.search((TEMPLATES / name).read_text())


def test_the_menu_of_one_reader_is_not_shown_to_the_next(browser):
    officer, member = make_officer(), make_person(hat=Hat.ORGANISER)
    officer.hat = Hat.ORGANISER
    assert "/privacy-requests" in browser.sign_in(officer).get("/me").text
    assert "/privacy-requests" not in browser.sign_out().sign_in(member).get("/me").text
    assert "/privacy-requests" in browser.sign_out().sign_in(officer).get("/me").text


@pytest.mark.parametrize("hat", [Hat.MENTOR, Hat.JUROR])
def test_an_officer_who_mentors_or_judges_still_finds_the_office(browser, hat):
    officer = make_officer()
    officer.hat = hat
    menu = browser.sign_in(officer).get("/me").text
    assert all(f'href="{page}"' in menu for page in ("/members", "/offices", "/privacy-requests"))
