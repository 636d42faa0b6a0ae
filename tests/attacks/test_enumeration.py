"""Learning who has an account, by asking often."""

from sqlalchemy import func, select

from mentorhub.accounts.actions import limits
from mentorhub.accounts.models import Person
from mentorhub.platform.db import db
from tests.factories import make_person, make_unit


def test_tries_with_addresses_of_others_are_counted_too(browser, monkeypatch):
    monkeypatch.setattr(limits, "NEW_ACCOUNTS_OF_AN_ADDRESS", 2)
    known, unit = make_person(email="co-roi@example.org"), make_unit()
    before = db.session.scalar(select(func.count(Person.id)))
    db.session.commit()

    def ask():
        return browser.submit(
            "/register",
            purpose="youth",
            contact=known.details.email,
            name="Nguyễn Thị Thử",
            birth_year="2000",
            unit=unit.slug,
            password="ba con rua bien",
            agreed="y",
        ).status_code

    replies = [ask()]
    for _ in range(2):
        browser.sign_out()
        replies.append(ask())
    assert replies == [302, 302, 429]
    assert db.session.scalar(select(func.count(Person.id))) == before + 2
