"""A gunicorn under measurement: started, asked, weighed, stopped."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Server:
    """Two gthread workers of four threads on a free port of the loopback address."""

    name: str
    target: str
    environment: Mapping[str, str]
    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    connection: http.client.HTTPConnection | None = field(default=None, repr=False)

    def __enter__(self) -> "Server":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [
            *(sys.executable, "-m", "gunicorn", self.target, "--worker-class", "gthread"),
            *("--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{self.port}"),
            *("--worker-tmp-dir", "/dev/shm", "--log-level", "error", "--keep-alive", "900"),
        ]
        environment = {**os.environ, "PYTHONPATH": str(self.folder), **self.environment}
        self.process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=30)

    def _wait(self) -> None:
        for _ in range(300):
            try:
                self.ask("GET", "/healthz")
                return
            except OSError:
                self.connection = None
                time.sleep(0.1)
        raise RuntimeError(f"{self.name} did not start")

    def ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> tuple[int, bytes]:
        """One request on a kept connection; the status and the body as it travelled."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.connection.request(method, path, body or None, dict(headers or {}))
        reply = self.connection.getresponse()
        return reply.status, reply.read()

    @property
    def workers(self) -> list[int]:
        assert self.process is not None
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in task.read_text().split()]

    def processor_seconds(self) -> float:
        """What all workers have used so far, in user and system mode."""
        return sum(_used(worker) for worker in self.workers)

    def memory(self) -> float:
        """The largest worker's proportional share, in MB."""
        return max(_share(worker) for worker in self.workers)


def _used(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _share(process: int) -> float:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no proportional set size in smaps_rollup")
