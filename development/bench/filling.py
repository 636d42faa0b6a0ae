"""Fill our database, build what the pages need, count their statements; JSON on the way out."""

import json
import sys
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask_migrate import upgrade
from sqlalchemy import event

from development.bench import data
from development.bench.pages import pages
from mentorhub.app import create_app
from mentorhub.platform.catalogues import compile_catalogues
from mentorhub.platform.db import db, transaction
from mentorhub.units.actions import load_units


def main(ideas: int) -> dict[str, Any]:
    compile_catalogues()
    app = create_app()
    with app.app_context():
        upgrade()
        with transaction():
            load_units()
        made = data.fill(ideas)
        with transaction():
            app.extensions["jobs"]["mentoring.learn"]({})
    made["cookies"] = {who: cookie(app, made[who]) for who in ("member", "juror", "organiser")}
    made["statements"] = _statements(app, made)
    return made


def cookie(app: Flask, token: str) -> str:
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    session = {"_user_id": token, "_fresh": True, "csrf_token": "0" * 40}
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(session)}"


def _statements(app: Flask, made: dict[str, Any]) -> dict[str, int]:
    """How many SQL statements each page costs, transactions' own words left out."""
    counted: dict[str, int] = {}
    seen: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    for page in pages(made):
        if page.is_cached:
            continue
        seen.clear()
        headers = {"Cookie": made["cookies"][page.reader]} if page.reader else {}
        app.test_client(use_cookies=False).get(
            page.path, headers=headers, base_url="http://127.0.0.1"
        )
        counted[page.name] = sum(s.lstrip().upper().startswith(("SELECT", "WITH")) for s in seen)
    return counted


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1])), default=str))
