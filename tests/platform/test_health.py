import pytest
from sqlalchemy import event, text

from mentorhub.platform.db import db


def test_the_process_lives_without_asking_the_database(browser):
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    reply = browser.get("/healthz")
    assert (reply.status_code, reply.text, asked) == (200, "ok\n", [])
    assert reply.headers["Cache-Control"] == "no-store"


def test_ready_when_the_database_is_whole_and_the_assets_stand(browser):
    reply = browser.get("/readyz")
    assert (reply.status_code, reply.json) == (200, {"ready": True, "reasons": []})


def test_not_ready_behind_the_newest_migration(browser):
    db.session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    reply = browser.get("/readyz")
    assert (reply.status_code, reply.json["reasons"]) == (503, ["migrations are missing"])


def test_not_ready_without_a_schema(browser):
    db.session.execute(text("DROP TABLE alembic_version"))
    reply = browser.get("/readyz")
    assert reply.status_code == 503
    assert reply.json["reasons"][0].startswith("the database does not answer")


def test_not_ready_without_assets(browser, app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.config, "ASSETS_FOLDER", tmp_path)
    assert browser.get("/readyz").json["reasons"] == ["assets are missing"]


@pytest.fixture
def figures(browser, app):
    def read(address="127.0.0.1", **headers):
        return browser.client.get(
            "/metrics", headers=headers, environ_overrides={"REMOTE_ADDR": address}
        )

    return read


def test_figures_count_requests_by_page_and_say_what_waits(figures, browser):
    from mentorhub.jobs.actions import enqueue

    enqueue("anything", {})
    browser.get("/healthz")
    told = figures().text
    assert 'mentorhub_requests_total{method="GET",rule="/healthz",status="200"}' in told
    assert 'mentorhub_request_seconds_bucket{le="0.002",rule="/healthz"}' in told
    assert "\nmentorhub_jobs_waiting 1.0\n" in told
    assert "\nmentorhub_deliveries_waiting 0.0\n" in told


def test_figures_are_for_this_machine_or_for_the_token(figures, app, monkeypatch):
    assert figures().status_code == 200
    assert figures("203.0.113.9").status_code == 404
    assert figures(**{"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert figures("203.0.113.9", Authorization="Bearer ").status_code == 404
    monkeypatch.setitem(app.config, "METRICS_TOKEN", "secret")
    assert figures("203.0.113.9", Authorization="Bearer secret").status_code == 200
    assert figures("203.0.113.9", Authorization="Bearer wrong").status_code == 404
