"""Rows are numbered where two may not be called the same, and are there at once."""

from itertools import count

from mentorhub.platform.db import db

numbers = count(1)


def saved(thing):
    db.session.add(thing)
    db.session.flush()
    return thing
