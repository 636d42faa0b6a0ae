"""A database that is held by others: the page says to come again, and asks it no second time."""

from sqlalchemy.exc import OperationalError

from tests.factories import make_person


def test_whoever_could_not_even_be_known_is_asked_to_come_again_at_once(app, browser, monkeypatch):
    browser.sign_in(make_person())
    asked = []

    def held(token):
        asked.append(token)
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    monkeypatch.setattr(app.login_manager, "_user_callback", held)
    reply = browser.post("/me/calendar/address")
    assert (reply.status_code, reply.headers["Retry-After"], len(asked)) == (503, "5", 1)
