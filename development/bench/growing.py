"""Fill a database with nothing but ideas, for `bench growth`; JSON on the way out."""

import json
import sys
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, select, text

from development.bench.filling import cookie
from development.bench.growth import EVERY, PAGES, RARE, paths
from development.bench.rows import Rows
from mentorhub.accounts.actions import open_login
from mentorhub.app import create_app
from mentorhub.ideas import actions
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.platform.catalogues import compile_catalogues
from mentorhub.platform.db import db, transaction
from mentorhub.units.actions import load_units

BATCH = 1000


def main(ideas: int) -> dict[str, Any]:
    compile_catalogues()
    app = create_app()
    with app.app_context():
        upgrade()
        with transaction():
            load_units()
        made = _fill(ideas)
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
    made["cookie"] = cookie(app, made.pop("login"))
    made["statements"] = _statements(app, made)
    return made


def _fill(ideas: int) -> dict[str, Any]:
    rows = Rows(ideas)
    teams = [rows.team() for _ in range(ideas // 10)]
    db.session.add_all(teams)
    db.session.flush()
    keys, titles = [], []
    for start in range(0, ideas, BATCH):
        made = [rows.idea(teams[(start + n) % len(teams)], start + n) for n in range(BATCH)]
        for place, idea in enumerate(made):
            idea.title += f" {RARE}" if place % EVERY == 0 else ""
            idea.state = IdeaState.IN_USE if place % 40 == 0 else idea.state
        db.session.add_all(made)
        db.session.flush()
        for idea in made:
            actions.index(idea)
        keys.append(made[0].id)
        titles.append(made[1].title)
        for idea in made:
            db.session.expunge(idea)
    author = db.session.scalars(select(Idea).where(Idea.id == keys[0])).one().author
    login = open_login(author, device="bench", shared_computer=False)
    db.session.commit()
    facts = {
        "idea": keys[0],
        "deep": keys[len(keys) // 2],
        "unit": rows.units[7].slug,
        "login": login,
    }
    return {**facts, "titles": titles[:50]}


def _statements(app: Flask, made: dict[str, Any]) -> dict[str, int]:
    """How many SQL statements each page costs."""
    counted, seen = dict[str, int](), list[str]()
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    for name in PAGES:
        if path := paths(made).get(name):
            seen.clear()
            reader = app.test_client(use_cookies=False)
            reader.get(path, base_url="http://127.0.0.1")
            counted[name] = sum(s.lstrip().upper().startswith(("SELECT", "WITH")) for s in seen)
    return counted


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1])), default=str))
