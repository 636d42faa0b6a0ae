"""What somebody types who registers or signs in, and an account they are known by."""

from sqlalchemy import func, select

from mentorhub.platform.db import db
from tests.accounts.passwords import WORD, with_password
from tests.factories import make_person


def make_known(**more):
    person = make_person(email="kimthoa@example.org", **more)
    person.details.phone = "0912345678"
    return with_password(person)


def count(model, *conditions):
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions))


def answers(**more):
    return {
        "purpose": "youth",
        "contact": "0912 345 678",
        "name": "Tô Kim Thoa",
        "birth_year": "2004",
        "unit": "an-bien",
        "password": WORD,
        "agreed": "y",
        **more,
    }


def sign_in(browser, contact="0912345678", password=WORD, url="/sign-in", **more):
    return browser.submit(url, contact=contact, password=password, **more)
