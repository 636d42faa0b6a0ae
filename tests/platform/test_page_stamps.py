"""A kept page is made anew once a row changes that such pages show, and not before."""

import threading

from sqlalchemy import update

from mentorhub.app import create_app
from mentorhub.ideas.models import Idea
from mentorhub.platform import page_cache
from mentorhub.platform.db import db, transaction
from tests import conftest
from tests.factories import make_unit
from tests.platform.cached_pages import LIST, write_idea


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
        conftest.settings_of_tests(
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


def test_a_stamp_that_was_tidied_away_makes_every_page_old(cached_app, stranger, tmp_path, asked):
    stranger.get(LIST)
    (tmp_path / "page-stamp").unlink()
    asked()
    assert stranger.get(LIST).status_code == 200
    assert asked() != []
