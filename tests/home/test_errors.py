"""What a reader sees when something is missing, refused or broken."""

import pytest
from flask import g

from mentorhub.platform import edge

CODES = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)


@pytest.fixture
def told(app):
    """The page for a status as the edge makes it, in a language."""

    def tell(code, language="vi", text=""):
        cookie = {"Cookie": f"language={language}"}
        with app.test_request_context("/somewhere", headers=cookie):
            g.request_id, g.is_broken = "7f3a20261123", code >= 500
            reply = edge._told(code, text)
            return reply.status_code, reply.get_data(as_text=True)

    return tell


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_every_status_has_a_page_with_a_way_on(told, code, language):
    status, page = told(code, language)
    assert status == code
    assert page.count("<h1") == 1
    assert 'class="btn"' in page


@pytest.mark.parametrize(
    ("code", "words"), [(404, "Bạn chèo lạc rạch rồi"), (500, "Cửa cống đang kẹt")]
)
def test_the_pages_say_whose_fault_it_is(told, code, words):
    assert words in told(code)[1]


def test_a_breakdown_shows_its_code_and_asks_nothing_of_the_database(told):
    _, page = told(500)
    assert '<span class="tnum">7f3a20261123</span>' in page
    assert "tabbar" not in page.replace("has-tabbar", "")
    assert "/language" not in page


def test_a_missing_page_keeps_the_way_round_the_house(told):
    _, page = told(404)
    assert 'href="/ideas"' in page
    assert 'action="/language"' in page
    assert "7f3a20261123" not in page


def test_the_sentence_of_a_refusal_is_shown_and_escaped(told):
    assert "Đội đã đủ &lt;b&gt;người" in told(409, text="Đội đã đủ <b>người")[1]


def test_no_page_is_there_for_strange_addresses(browser):
    assert browser.get("/" + "x" * 300).status_code == 404
    assert browser.client.put("/").status_code in {404, 405}
