"""Real gunicorn workers on the database of a test, and people who are signed in to them."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from mentorhub.accounts.actions import open_login

ROOT = Path(__file__).parents[1]
WORKER = "mentorhub.platform.workers.SendingFirstWorker"


@dataclass(frozen=True)
class Device:
    """The cookie of somebody's session, and the token its pages carry."""

    cookie: str
    token: str

    def ask(
        self,
        port,
        method,
        path,
        answers=None,
        *,
        part=None,
        named=("part", "part"),
        patience=60,
        accept="text/html",
    ):
        """(status, address it leads to, body), or an OSError where no reply came whole.

        `part`: bytes of a file, sent beside the answers; `named`: its field and its own name.
        """
        headers = {"Cookie": self.cookie, "Accept": accept}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode({"csrf_token": self.token, **answers}) if answers is not None else None
        if part is not None:
            field, name = named
            file = FileStorage(BytesIO(part), filename=name, name=field)
            fields = {"csrf_token": self.token, **answers, field: file}
            border, body = encode_multipart(fields)
            headers["Content-Type"] = f"multipart/form-data; boundary={border}"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            return reply.status, reply.getheader("Location", ""), reply.read()
        except http.client.HTTPException as broken:
            raise ConnectionError(str(broken)) from broken
        finally:
            connection.close()


def device_of(app, person):
    """Without the pages of signing in; call it inside a transaction."""
    session = {"_user_id": open_login(person, device="load", shared_computer=False)}
    # as Flask-Login leaves it: what it would note first changes no cookie page after page
    session |= {"_fresh": False, "csrf_token": "0" * 40}
    token = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token").dumps("0" * 40)
    signed = app.session_interface.get_signing_serializer(app).dumps(session)
    return Device(f"{app.config['SESSION_COOKIE_NAME']}={signed}", token)


@dataclass(frozen=True)
class Served:
    """Where workers answer, and the process that starts them anew."""

    port: int
    master: int


def environment_of(app, *, proxies=0):
    """What another process needs to work on the same database."""
    return {
        **os.environ,
        "MENTORHUB_DEMO": "1",
        "MENTORHUB_SECRET_KEY": app.config["SECRET_KEY"],
        "MENTORHUB_BASE_URL": "http://127.0.0.1",
        "MENTORHUB_DATA": str(app.config["DATA_FOLDER"]),
        "MENTORHUB_DATABASE": app.config["SQLALCHEMY_DATABASE_URI"],
        "MENTORHUB_PROXIES": str(proxies),
        "MENTORHUB_PROXY_TELLS_ARRIVAL": str(proxies),
    }


@contextmanager
def gunicorn(app, *, workers=3, threads=4, settings=None, proxies=0):
    """Served, once it answers; `settings` is a file of gunicorn's settings."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "wsgi:app", "--worker-class", WORKER),
        *("--workers", str(workers), "--threads", str(threads), "--bind", f"127.0.0.1:{port}"),
        *("--worker-tmp-dir", "/dev/shm", "--log-level", "critical", "--timeout", "120"),
    ]
    command += ["--config", str(settings)] if settings else []
    environment = environment_of(app, proxies=proxies)
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        wait_for(port)
        yield Served(port, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=90)  # those that are busy finish first


def wait_for(port):
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def percentile(values, share):
    """Of values in any order; none of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
