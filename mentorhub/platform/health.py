"""Two questions of a balancer: does the process live, and can it serve?"""

from functools import cache
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from mentorhub.platform.access import access
from mentorhub.platform.db import db
from mentorhub.platform.permissions import anyone, permit
from mentorhub.platform.settings import ROOT

bp = Blueprint("health", __name__)
ASK = permit("operations.ask_after_health", anyone)


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)


@bp.get("/healthz")
@access(ASK)
def alive() -> Response:
    return _uncached(Response("ok\n", mimetype="text/plain"))


@bp.get("/readyz")
@access(ASK)
def ready() -> Response:
    reasons = [*_database(), *_assets()]
    reply = jsonify(ready=not reasons, reasons=reasons)
    reply.status_code = 503 if reasons else 200
    return _uncached(reply)


def _uncached(reply: Response) -> Response:
    reply.headers["Cache-Control"] = "no-store"
    return reply


def _database() -> list[str]:
    try:
        found = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError as error:
        db.session.rollback()
        return [f"the database does not answer as it should ({type(error).__name__})"]
    return [] if found == _newest_migration() else ["migrations are missing"]


@cache
def _newest_migration() -> str | None:
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head()


def _assets() -> list[str]:
    address = current_app.jinja_env.globals["asset"]("css/site.css")  # type: ignore[operator]
    public = Path(current_app.config["ASSETS_FOLDER"]) / "public"
    return [] if (public / address.removeprefix("/static/")).is_file() else ["assets are missing"]
