"""Paper that leads back to the screen: the code on it is read as a phone would read it."""

import re

import pytest
import segno

from tests.factories import make_person


def drawn_for(page):
    return re.findall(r'<svg[^>]*class="qr"[^>]*>.*?</svg>', page, re.DOTALL)


def as_drawn(address):
    return segno.make(address, error="m", micro=False).svg_inline(
        border=2, svgclass="qr", lineclass=None, omitsize=True
    )


def test_four_slips_lead_to_the_page_where_they_are_typed(browser, unit):
    page = browser.get(f"/slips/blank?unit={unit.slug}").text
    wanted = as_drawn(f"http://localhost/slips/new?unit={unit.slug}")
    assert drawn_for(page) == [wanted] * 4
    assert page.count("Đoàn Thanh niên nhập") == 4
    assert unit.name in page
    browser.sign_in(make_person(unit=unit))
    assert browser.get(f"/slips/new?unit={unit.slug}").status_code == 200


def test_slips_of_no_unit_in_particular(browser):
    assert drawn_for(browser.get("/slips/blank").text) == [
        as_drawn("http://localhost/slips/new")
    ] * 4  # fmt: skip
    assert browser.get("/slips/blank?unit=khong-co").status_code == 200


def test_the_poster_leads_to_writing(browser, unit):
    page = browser.get(f"/units/{unit.slug}/box-poster").text
    assert drawn_for(page) == [as_drawn("http://localhost/ideas/new")]
    assert unit.name in page
    assert browser.get("/units/khong-co/box-poster").status_code == 404


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "Ý tưởng của tôi"), ("en", "My idea"), ("fr", "Mon idée")],
)
def test_in_three_languages(browser, unit, language, said):
    assert said in browser.speak(language).get("/slips/blank").text
    assert browser.get(f"/units/{unit.slug}/box-poster").status_code == 200


def test_the_way_there(browser, unit, officer):
    page = browser.get("/slips").text
    assert f'href="/slips/blank?unit={unit.slug}"' in page
    assert f'href="/units/{unit.slug}/box-poster"' in page
