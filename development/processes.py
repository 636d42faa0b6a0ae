"""Processes that live and die together: each in a group of its own, ended gently, never left."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from urllib.error import URLError

from development.console import Failed, last_lines, say
from development.environment import PYTHON, ROOT

PATIENCE = 60.0
GRACE = 15.0
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
DIES_WITH_US = ("setpriv", "--pdeathsig", "TERM") if shutil.which("setpriv") else ()


class Asked(Exception):
    """Someone pressed Ctrl-C, closed the terminal or sent a signal."""


@contextmanager
def until_asked() -> Iterator[None]:
    """Do something until it ends or someone asks to stop, which is no failure."""
    for ending in ENDINGS:
        if signal.getsignal(ending) is not signal.SIG_IGN or ending is not signal.SIGHUP:
            signal.signal(ending, _ask)
    try:
        yield
    except Asked:
        say("Stopped. What the demo holds is kept.")


class Processes:
    def __init__(self, logs: Path, surroundings: Mapping[str, str]) -> None:
        self._logs, self._surroundings = logs, dict(surroundings)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Processes":
        self._logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for ending in ENDINGS:
            signal.signal(ending, signal.SIG_IGN)
        if kind is Asked:
            say("\nStopping …")
        self._stop()

    def start(self, name: str, module: str, *arguments: str) -> None:
        with self._log(name).open("wb") as log:
            self._running[name] = subprocess.Popen(
                [*DIES_WITH_US, PYTHON, "-m", module, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._surroundings,
                cwd=ROOT,
                start_new_session=True,
            )

    def wait_for_answer(self, address: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not _answers(address):
            self._refuse_dead()
            if time.monotonic() > deadline:
                raise Failed(f"{address} gave no answer for {PATIENCE:.0f} s.\n{self._told()}")
            time.sleep(0.05)

    def watch(self) -> None:
        """Return never: a signal or the death of one of them ends all."""
        while True:
            self._refuse_dead()
            time.sleep(0.5)

    def _refuse_dead(self) -> None:
        for name, process in self._running.items():
            if process.poll() is not None:
                raise Failed(f"The {name} process ended by itself.\n{self._told(name)}")

    def _told(self, name: str = "web") -> str:
        return f"{last_lines(self._log(name))}\n\nThe whole log: {self._log(name)}"

    def _log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def _stop(self) -> None:
        for process in self._running.values():
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            _signal(process, signal.SIGKILL)  # whatever its group still holds
            process.wait()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    target = os.kill if number is signal.SIGTERM else os.killpg
    with suppress(ProcessLookupError):
        target(process.pid, number)


def _ask(number: int, frame: FrameType | None) -> None:
    raise Asked


def _answers(address: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=2) as reply:
            return bool(reply.status == 200)
    except (URLError, OSError):
        return False
