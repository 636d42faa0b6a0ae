"""The page of suggested mentors as a whole, through the application: part of `bench matching`."""

import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import structlog
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from development.bench.filling import cookie
from development.bench.rows import Rows
from mentorhub.accounts.actions import open_login
from mentorhub.app import create_app
from mentorhub.matching.actions import AMENDED
from mentorhub.matching.queries import version_in_use
from mentorhub.mentoring.models import MentorProfile
from mentorhub.platform.catalogues import compile_catalogues
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import Translated, db, transaction
from mentorhub.units.actions import load_units

REQUESTS, STEP = 40, 500
AN_HOUR = timedelta(hours=1)
ADDRESS = "http://127.0.0.1"


@dataclass(frozen=True, slots=True)
class Page:
    """Milliseconds of processor time a request takes; seconds to learn the index before, and to
    amend it after one mentor wrote."""

    mentors: int
    learning: float
    amending: float
    median: float
    p95: float


def page(mentors: int) -> Page:
    """So many mentors of forty words each, one team with an idea, its page asked forty times."""
    compile_catalogues()
    with TemporaryDirectory() as folder:
        app = create_app(_settings(Path(folder)))
        structlog.configure(processors=[_say_nothing])
        with app.app_context():
            upgrade()
            path, header = _filled(app, mentors)
            started = time.thread_time()
            with transaction():
                app.extensions["jobs"]["mentoring.learn"]({})
            learning = time.thread_time() - started
            amending = _amended(app)
        spent = [_asked(app, path, header) for _ in range(REQUESTS + 1)][1:]
    return Page(mentors, learning, amending, median(spent), float(np.quantile(spent, 0.95)))


def _filled(app: Flask, mentors: int) -> tuple[str, str]:
    """The page's path and the cookie of a member of the team."""
    with transaction():
        load_units()
    rows = Rows()
    for _ in range(0, mentors, STEP):
        with as_of(now() - AN_HOUR), transaction():
            db.session.add_all(rows.mentor() for _ in range(STEP))
    with transaction():
        team = rows.team()
        db.session.add(rows.idea(team, 0))
        db.session.flush()
        token = open_login(team.members[0].person, device="bench", shared_computer=False)
        return f"/teams/{team.id}/mentors", cookie(app, token)


def _amended(app: Flask) -> float:
    """Seconds of the worker after one mentor wrote; the job as it runs."""
    with transaction():
        profile = db.session.scalars(select(MentorProfile).limit(1)).one()
        profile.bio, profile.edited_at = Translated(vi="Đo độ mặn trước khi bơm."), now()
    started = time.thread_time()
    with transaction():
        app.extensions["jobs"]["mentoring.learn_edits"]({})
    spent = time.thread_time() - started
    version = version_in_use("mentors")
    if version is None or version.digest != AMENDED:
        raise RuntimeError("the index was not amended")
    return spent


def _asked(app: Flask, path: str, header: str) -> float:
    client = app.test_client(use_cookies=False)
    started = time.thread_time()
    answer = client.get(path, base_url=ADDRESS, headers={"Cookie": header})
    spent = (time.thread_time() - started) * 1000
    if answer.status_code != 200 or b"<article" not in answer.data:
        raise RuntimeError(f"the page answered {answer.status_code} or suggested nobody")
    return spent


def _settings(folder: Path) -> dict[str, object]:
    return {
        "SECRET_KEY": "only to measure with, never to serve",
        "BASE_URL": ADDRESS,
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'page.sqlite'}",
        "DATA_FOLDER": folder,
        "ASSETS_FOLDER": folder / "assets",
        "TRUSTED_HOSTS": ["127.0.0.1"],
        "SESSION_COOKIE_SECURE": False,
    }


def _say_nothing(_logger: Any, _name: str, _event: Any) -> Any:
    raise structlog.DropEvent
