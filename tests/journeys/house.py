"""The program as it runs for people: a database with the sample story, gunicorn and the worker."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from datetime import timedelta
from urllib.error import URLError
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select, update

from development.environment import ROOT
from mentorhub.accounts.models import PersonalDetails
from mentorhub.app import create_app
from mentorhub.commands.demo.cast import ADDRESS, PASSWORD
from mentorhub.contests.models import Contest
from mentorhub.mentoring.models import MentorProfile
from mentorhub.platform.clock import now
from mentorhub.platform.db import db

PATIENCE = 90.0
DIES_WITH_US = ("setpriv", "--pdeathsig", "TERM") if shutil.which("setpriv") else ()
SECRET = "only for journeys, and long enough for anyone"

__all__ = ["ADDRESS", "PASSWORD", "House", "looked_up"]


class House:
    """`address` is where browsers find it; the rest is what no page can do: look, and move time."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.port = _free_port()
        self.address = f"http://localhost:{self.port}"  # passkeys know names only
        self.processes = []

    def __enter__(self):
        try:
            self._run("flask", "--app", "wsgi", "db", "upgrade")
            self._run("flask", "--app", "wsgi", "demo", "load")
            bind = ("--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--threads", "8")
            self._start("web", "gunicorn", "-c", "deploy/gunicorn.conf.py", *bind, "wsgi:app")
            self._start("worker", "flask", "--app", "wsgi", "jobs", "work")
            self._wait_for_an_answer()
            self.app = create_app(self._as_settings())
            self._make_room()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self.processes:
            with suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def contact_of(self, profile_id):
        """With which address the mentor of this page signs in: strangers never learn it."""
        return self._contact(MentorProfile.id == profile_id)

    def contact_named(self, name):
        """The same for one of the sample's people who has no role of their own to sign in by."""
        return self._contact(PersonalDetails.name == name)

    def _contact(self, condition):
        with self.app.app_context():
            return db.session.scalars(
                select(PersonalDetails.email)
                .outerjoin(MentorProfile, MentorProfile.person_id == PersonalDetails.person_id)
                .where(condition)
            ).one()

    def _make_room(self):
        """Six journeys ask the same mentors: none may find the places taken by another."""
        with self.app.app_context():
            db.session.execute(update(MentorProfile).values(capacity=MentorProfile.capacity + 6))
            db.session.commit()

    def let_the_deadline_pass(self, contest_id):
        """A form sets deadlines days ahead; here the day comes at once."""
        with self.app.app_context():
            past = now() - timedelta(minutes=1)
            db.session.execute(
                update(Contest)
                .where(Contest.id == contest_id)
                .values(opens_at=past - timedelta(days=20), closes_at=past)
            )
            db.session.commit()

    def _environment(self):
        kept = {name: it for name, it in os.environ.items() if not name.startswith("MENTORHUB_")}
        return kept | {
            "MENTORHUB_DEMO": "1",
            "MENTORHUB_SECRET_KEY": SECRET,
            "MENTORHUB_BASE_URL": self.address,
            "MENTORHUB_DATA": str(self.folder),
            "MENTORHUB_DATABASE": self.database,
            "MENTORHUB_PROXIES": "1",  # every visitor comes from an address of their own
            "PYTHONUNBUFFERED": "1",
        }

    def _as_settings(self):
        from mentorhub.platform.settings import from_environment

        return from_environment(self._environment())

    def _run(self, module, *arguments):
        command = [sys.executable, "-m", module, *arguments]
        ended = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr

    def _start(self, name, module, *arguments):
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes.append(
                subprocess.Popen(
                    [*DIES_WITH_US, sys.executable, "-m", module, *arguments],
                    cwd=ROOT,
                    env=self._environment(),
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    def _wait_for_an_answer(self):
        deadline = time.monotonic() + PATIENCE
        while not _answers(f"{self.address}/readyz"):
            ended = [process for process in self.processes if process.poll() is not None]
            assert not ended, self.log("web") + self.log("worker")
            assert time.monotonic() < deadline, (
                f"No answer for {PATIENCE:.0f} s.\n{self.log('web')}"
            )
            time.sleep(0.1)

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")[-4000:]


def looked_up(address):
    """The last part of an address that is a key: /entries/<key>/edit."""
    parts = [part for part in urlsplit(address).path.split("/") if len(part) == 36]
    return UUID(parts[-1])


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _answers(address):
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=5) as reply:
            return reply.status == 200
    except (URLError, OSError):
        return False
