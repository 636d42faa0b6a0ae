"""What a log may hold: times, kinds, pseudonyms. What it may not: anything anybody typed."""

import json

import pytest
import structlog

from mentorhub.platform.db import db
from tests.factories import make_person

CANARIES = ("Canary Nguyễn", "canary@example.org", "0912 345 678", "canary-token")


@pytest.fixture
def lines(app, capsys):  # the application sets the log up
    """The log's lines so far, whole and parsed."""

    def read():
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return read


def requests(told):
    return [line for line in told if line["event"] == "request"]


def test_a_request_leaves_one_line_with_its_pattern_and_its_pseudonym(browser, lines):
    person = make_person()
    reply = browser.sign_in(person).get("/notifications?family=ideas")
    (line,) = requests(lines())
    took = line.pop("ms")
    assert 0 < took < 10_000
    assert line.pop("at").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "method": "GET",
        "rule": "/notifications",
        "status": 200,
        "person": str(person.id),
        "request": reply.headers["X-Request-ID"],
    }


def test_a_stranger_has_no_name_and_an_unknown_address_is_not_repeated(browser, lines):
    browser.get("/canary-token/secret")
    (line,) = requests(lines())
    assert (line["rule"], line["status"], line["person"]) == (None, 404, None)


def test_nothing_anybody_typed_is_ever_written(browser, app, capsys):
    person = make_person(CANARIES[0], email=CANARIES[1])
    browser.sign_in(person)
    browser.get("/search", query_string={"q": " ".join(CANARIES)})
    browser.get("/unsubscribe/canary-token")
    browser.post("/sign-in", identifier=CANARIES[1], password=CANARIES[3])
    browser.post("/notifications/preferences", in_app=CANARIES[0])
    browser.client.get("/", headers={"Referer": "/?x=canary-token", "User-Agent": CANARIES[0]})
    told = capsys.readouterr().out
    assert told.count('"event": "request"') == 5
    for canary in CANARIES:
        assert canary not in told
        assert json.dumps(canary)[1:-1] not in told


def test_of_an_error_kind_and_place_are_written_but_not_its_words(lines):
    log = structlog.get_logger()
    try:
        try:
            int(CANARIES[2])
        except ValueError as error:
            raise RuntimeError(CANARIES[0]) from error
    except RuntimeError:
        log.exception("failed")
    (line,) = lines()
    assert line["error"] == "RuntimeError < ValueError"
    assert "test_of_an_error_kind" in line["trace"][-1]
    assert CANARIES[0] not in str(line)
    assert CANARIES[2] not in str(line)


def test_an_error_after_the_view_is_told_without_its_words_too(real_app, lines, monkeypatch):
    """The commit happens after the view; Flask's own report would quote the statement's values."""

    def refuse():
        raise RuntimeError(CANARIES[0])

    with real_app.app_context():
        monkeypatch.setattr(db.session(), "commit", refuse)
        assert real_app.test_client().get("/healthz").status_code == 500
    told = lines()
    assert [line["event"] for line in told] == ["broken", "request"]
    assert CANARIES[0] not in str(told)
