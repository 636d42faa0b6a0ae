"""A kept page is the page the program would make now, for whoever may see it, and nobody's own."""

import gzip

import brotli
import pytest

from mentorhub.platform import page_cache
from mentorhub.platform.db import db, transaction
from tests.browser import Browser
from tests.factories import make_person
from tests.platform.cached_pages import LIST, key, write_idea


def test_the_second_stranger_asks_nothing_of_the_database(cached_app, stranger, asked):
    write_idea(cached_app, "Bản đồ độ mặn")
    asked()
    first = stranger.get(LIST)
    assert asked() != []
    second = cached_app.test_client().get(LIST)
    assert asked() == []
    assert second.data == first.data
    assert "Bản đồ độ mặn" in second.text
    assert second.headers["X-Request-ID"] != first.headers["X-Request-ID"]


def test_headers_of_a_kept_page_are_those_of_a_page_for_everyone(cached_app, stranger):
    stranger.get(LIST)
    headers = stranger.get(LIST).headers
    assert headers["Cache-Control"] == page_cache.FOR_A_SECOND
    assert {part.strip() for part in headers["Vary"].split(",")} == {"Accept-Encoding", "Cookie"}
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_a_kept_page_comes_compressed_as_asked(stranger, accepted, encoding, decode):
    plain = stranger.get(LIST).data
    reply = stranger.get(LIST, headers={"Accept-Encoding": accepted})
    assert reply.headers.get("Content-Encoding") == encoding
    assert int(reply.headers["Content-Length"]) == len(reply.data)
    assert decode(reply.data) == plain


def test_who_has_the_page_is_told_so(stranger):
    tag = stranger.get(LIST, headers={"Accept-Encoding": "br"}).headers["ETag"]
    reply = stranger.get(LIST, headers={"Accept-Encoding": "br", "If-None-Match": tag})
    assert (reply.status_code, reply.data, reply.headers["ETag"]) == (304, b"", tag)
    assert stranger.get(LIST, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_head_request_has_the_headers_and_no_body(stranger):
    first = stranger.head(LIST)
    length = len(stranger.get(LIST).data)
    kept = stranger.head(LIST)
    assert (first.status_code, kept.status_code, kept.data) == (200, 200, b"")
    assert int(kept.headers["Content-Length"]) == length


def test_each_choice_of_language_and_theme_has_its_own_page(cached_app):
    pages = set()
    for language in ("vi", "en", "fr"):
        for theme in ("light", "dark"):
            reader = cached_app.test_client()
            reader.set_cookie("language", language)
            reader.set_cookie("theme", theme)
            pages.update(reader.get(LIST).data for _ in range(2))
    assert len(pages) == 6


@pytest.mark.parametrize(
    "environ",
    [
        {"REQUEST_METHOD": "POST"},
        {"QUERY_STRING": "page=2"},
        {"PATH_INFO": "/notifications"},
        {"PATH_INFO": "/sign-in"},
        {"HTTP_COOKIE": "mentorhub=session"},
        {"HTTP_COOKIE": "language=en; mentorhub=session"},
        {"HTTP_COOKIE": "remember_token=x"},
        {"HTTP_COOKIE": 'language="en"'},  # the program would read it, and show English
        {"HTTP_COOKIE": "language=en; language=fr"},
        {"HTTP_COOKIE": "language=en;language=fr"},
        {"HTTP_COOKIE": "language=xx"},
        {"HTTP_COOKIE": "Language=en"},
        {"HTTP_COOKIE": "\x0blanguage=en"},
    ],
)
def test_what_could_be_one_readers_own_has_no_key(environ):
    assert key(**environ) is None


def test_the_key_holds_everything_a_page_for_strangers_depends_on():
    assert key() == ("https", "", "/")
    assert key(HTTP_HOST="a", PATH_INFO="/ideas/1") == ("https", "a", "/ideas/1")
    both = ("https", "", "/", "language=fr", "theme=dark")
    assert key(HTTP_COOKIE="theme=dark; language=fr") == both
    assert key(HTTP_COOKIE="language=fr; theme=dark") == both


def test_who_is_signed_in_gets_a_page_of_their_own(cached_app, stranger):
    stranger.get("/")
    with cached_app.app_context():
        with transaction():
            person = make_person("Tô Kim Thoa")
        browser = Browser(cached_app).sign_in(person)
        db.session.commit()
        own = browser.get(LIST)
    assert own.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in own.headers["Vary"]
    assert "Tô Kim Thoa" in own.text
    assert "Tô Kim Thoa" not in stranger.get(LIST).text


def test_missing_pages_redirects_and_cookies_are_never_kept(cached_app, stranger):
    middleware = cached_app.wsgi_app
    while not isinstance(middleware, page_cache.PageCache):
        middleware = getattr(middleware, "application", None) or middleware.app
    assert stranger.get("/ideas/0198c0de-0000-7000-8000-000000000000").status_code == 404
    assert stranger.get("/contests/new").status_code == 302
    assert middleware.pages == {}
    stranger.get(LIST)
    assert len(middleware.pages) == 1


def test_the_oldest_pages_make_room(tmp_path):
    cache = page_cache.PageCache(None, tmp_path, seconds=60)
    page = page_cache._page(page_cache.Headers(), b"x" * (page_cache.LARGEST // 4), 0)
    for n in range(9):
        cache._keep((str(n),), page)
    cache._keep(("8",), page)
    assert list(cache.pages) == [("5",), ("6",), ("7",), ("8",)]
    assert cache.size == page_cache.LARGEST
