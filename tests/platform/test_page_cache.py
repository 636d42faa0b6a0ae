"""A kept page is the page the program would make now, for whoever may see it, and nobody's own."""

import gzip
import threading

import brotli
import pytest
from sqlalchemy import event, update

from mentorhub.app import create_app
from mentorhub.ideas.models import Idea
from mentorhub.platform import page_cache
from mentorhub.platform.db import db, transaction
from tests import conftest
from tests.browser import Browser
from tests.factories import make_idea, make_person, make_unit

LIST = "/ideas"


@pytest.fixture
def cached_app(worker_id, tmp_path):
    from flask_migrate import upgrade

    url = conftest.fresh_database(f"cached_{worker_id}")
    app = create_app(conftest.test_settings(url, PAGE_CACHE_SECONDS=60, DATA_FOLDER=tmp_path))
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def asked(cached_app):
    """The statements sent to the database since the last look."""
    statements = []
    with cached_app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    def since():
        told = [s for s in statements if not s.startswith("PRAGMA")]
        statements.clear()
        return told

    return since


@pytest.fixture
def stranger(cached_app):
    return cached_app.test_client()


def write_idea(app, title):
    with app.app_context(), transaction():
        return make_idea(title=title).id


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
    assert headers["Cache-Control"] == "public, max-age=0"
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


def test_a_change_is_seen_by_the_next_reader(cached_app, stranger):
    key = write_idea(cached_app, "Tên cũ")
    assert "Tên cũ" in stranger.get(LIST).text
    with cached_app.app_context(), transaction():
        db.session.get(Idea, key).title = "Tên mới"
    assert "Tên mới" in stranger.get(LIST).text
    with cached_app.app_context(), transaction():
        db.session.execute(update(Idea).where(Idea.id == key).values(title="Tên thứ ba"))
    assert "Tên thứ ba" in stranger.get(LIST).text


def test_the_stamp_has_moved_before_the_commit_returns(cached_app, stranger):
    """Whoever is told that a name is withdrawn, and asks at once, does not find it."""
    key = write_idea(cached_app, "Rút lại tên này")
    assert "Rút lại tên này" in stranger.get(LIST).text
    with cached_app.app_context():
        with transaction():
            db.session.get(Idea, key).title = "Đã rút"
        # still inside the request that withdraws: its reply has not left
        seen = []
        reader = threading.Thread(target=lambda: seen.append(stranger.get(LIST).text))
        reader.start()
        reader.join()
    assert "Rút lại tên này" not in seen[0]


def test_another_process_of_the_machine_notices_too(cached_app, tmp_path, stranger):
    other = create_app(
        conftest.test_settings(
            cached_app.config["SQLALCHEMY_DATABASE_URI"],
            PAGE_CACHE_SECONDS=60,
            DATA_FOLDER=tmp_path,
        )
    )
    write_idea(cached_app, "Một")
    assert "Một" in other.test_client().get(LIST).text
    write_idea(cached_app, "Hai")
    assert "Hai" in other.test_client().get(LIST).text
    with other.app_context():
        db.engine.dispose()


def test_what_is_rolled_back_or_shown_to_nobody_leaves_pages_kept(cached_app, stranger, asked):
    stranger.get(LIST)
    with cached_app.app_context():
        make_unit()
        db.session.rollback()
        with transaction():
            from mentorhub.platform.audit import note

            note("looked")
    asked()
    stranger.get(LIST)
    assert asked() == []


def test_a_savepoint_does_not_forget_what_it_changed(cached_app, stranger):
    key = write_idea(cached_app, "Trước")
    stranger.get(LIST)
    with cached_app.app_context(), transaction():
        with db.session.begin_nested():
            db.session.get(Idea, key).title = "Sau"
        stranger.get(LIST)  # between the savepoint and the commit the old page is made again
    assert "Sau" in stranger.get(LIST).text


def test_an_old_page_is_made_again(cached_app, stranger, asked, monkeypatch):
    stranger.get(LIST)
    asked()
    moment = page_cache.time.monotonic
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: moment() + 61)
    stranger.get(LIST)
    assert asked() != []


def test_each_choice_of_language_and_theme_has_its_own_page(cached_app):
    pages = set()
    for language in ("vi", "en", "fr"):
        for theme in ("light", "dark"):
            reader = cached_app.test_client()
            reader.set_cookie("language", language)
            reader.set_cookie("theme", theme)
            pages.update(reader.get(LIST).data for _ in range(2))
    assert len(pages) == 6


def key(**environ):
    return page_cache.key_of(
        {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "https", "PATH_INFO": "/", **environ}
    )


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
    assert stranger.get("/ideas/new").status_code == 302
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


def test_a_stamp_that_was_tidied_away_makes_every_page_old(cached_app, stranger, tmp_path, asked):
    stranger.get(LIST)
    (tmp_path / "page-stamp").unlink()
    asked()
    assert stranger.get(LIST).status_code == 200
    assert asked() != []
