"""What is typed in the three steps of an idea."""

from sqlalchemy import select

from mentorhub.ideas.models import Idea
from mentorhub.platform.db import db


def the_idea():
    db.session.expire_all()
    return db.session.scalars(select(Idea)).one()


def rest(idea, **answers):
    plain = {"maturity": "idea", "visibility": "public", "team": ""}
    words = {f"{name}__{i}": "" for name in ("topics", "needs") for i in range(4)}
    return {**plain, **words, **answers}
