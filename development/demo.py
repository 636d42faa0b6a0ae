"""The demo: MentorHub with content, a web server and a worker, until Ctrl-C."""

import fcntl
import hashlib
import os
import secrets
import shutil
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from development import environment
from development.console import Failed, quietly, say, step
from development.environment import PYTHON, ROOT
from development.processes import Processes, until_asked

HOST = "127.0.0.1"
NAME = "localhost"  # the same machine, by the only name browsers make passkeys for
DATA = Path(os.environ.get("DEMO_FOLDER", ROOT / "var" / "demo"))
SIGN_INS = DATA / "sign-ins.txt"
MIGRATED = DATA / "migrated"
MIGRATIONS = ROOT / "migrations" / "versions"
TRANSLATIONS = ROOT / "mentorhub" / "translations"


def run(*, fresh: bool) -> int:
    port = _port()
    with until_asked(), _alone(port):
        _refuse_taken(port)
        say("MentorHub demo\n")
        environment.ready("requirements.txt")
        if fresh or not SIGN_INS.exists():  # nor does half a first start help anybody
            _forget()
        _prepare(port)
        _serve(port)
    return 0


def _prepare(port: int) -> None:
    """The slow steps, each only when it has something to do."""
    if _stale_catalogues():
        with step("Compiling the translations"):
            _module(port, "mentorhub.platform.catalogues")
    history = _digest(sorted(MIGRATIONS.glob("*.py")))
    if not MIGRATED.exists() or MIGRATED.read_text() != history:
        with step("Preparing the database"):
            _flask(port, "db", "upgrade")
        MIGRATED.write_text(history)
    if not SIGN_INS.exists():
        with step("Loading the demo content (once)"):
            sign_ins = _flask(port, "demo", "load")
        SIGN_INS.write_text(sign_ins, encoding="utf-8")


def _serve(port: int) -> None:
    logs, metrics = DATA / "log", DATA / "metrics"
    shutil.rmtree(metrics, ignore_errors=True)
    metrics.mkdir()
    with Processes(logs, _surroundings(port)) as processes:
        with step("Starting the web server and the worker"):
            bind = ("--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4")
            processes.start("web", "gunicorn", "-c", "deploy/gunicorn.conf.py", *bind, "wsgi:app")
            processes.wait_for_answer(f"http://{HOST}:{port}/healthz")
            processes.start("worker", "flask", "--app", "wsgi", "jobs", "work")
        say("\nSign in as one of these (role, address, password), or look around without:\n")
        say(SIGN_INS.read_text(encoding="utf-8").rstrip())
        say("\nWhere a code of a second step is asked for, the page shows the one that holds now.")
        say(f"\nMentorHub is at  http://{NAME}:{port}")
        say("Stop it with Ctrl-C; the data stays. Start over: python3 tasks.py demo --fresh")
        processes.watch()


@contextmanager
def _alone(port: int) -> Iterator[None]:
    """Two demos on one database would confuse whoever looks at either."""
    DATA.mkdir(parents=True, exist_ok=True)
    with Path(f"{DATA}.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Failed(f"The demo already runs: {_content(lock)}  (stop it first)") from busy
        lock.truncate(0)
        lock.write(f"http://{NAME}:{port}")
        lock.flush()
        yield


def _content(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise Failed(f"PORT must be a number from 1 to 65535, not {given!r}.")
    return int(given)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as refused:
            raise Failed(f"Port {port} needs an administrator; {_another(8000)}") from refused
        except OSError as taken:
            raise Failed(
                f"Port {port} is taken by another program; {_another(port + 1)}"
            ) from taken


def _another(port: int) -> str:
    return f"choose another:  PORT={port} python3 tasks.py demo"


def _forget() -> None:
    shutil.rmtree(DATA)
    DATA.mkdir()


def _flask(port: int, *command: str) -> str:
    return _module(port, "flask", "--app", "wsgi", *command)


def _module(port: int, *command: str) -> str:
    return quietly(
        [PYTHON, "-m", *command],
        log=DATA / "log" / "prepare.log",
        surroundings=_surroundings(port),
        within=ROOT,
    )


def _surroundings(port: int) -> dict[str, str]:
    """The caller's environment less a real MentorHub's settings, which a demo must not touch."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MENTORHUB_")}
    return own | _settings(port)


def _settings(port: int) -> dict[str, str]:
    return {
        "MENTORHUB_DEMO": "1",
        "MENTORHUB_SECRET_KEY": _secret(),
        "MENTORHUB_BASE_URL": f"http://{NAME}:{port}",
        "MENTORHUB_DATA": str(DATA),
        "PROMETHEUS_MULTIPROC_DIR": str(DATA / "metrics"),
        "PYTHONUNBUFFERED": "1",
    }


def _secret() -> str:
    file = DATA / "secret-key"
    if not file.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
            new.write(secrets.token_urlsafe(48))
    return file.read_text()


def _stale_catalogues() -> bool:
    sources = TRANSLATIONS.glob("*/LC_MESSAGES/*.po")
    return any(_newer(source, source.with_suffix(".mo")) for source in sources)


def _newer(source: Path, product: Path) -> bool:
    return not product.exists() or product.stat().st_mtime < source.stat().st_mtime


def _digest(files: Iterable[Path]) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
