"""The promise of the README: one command shows everything, and Ctrl-C leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from development.environment import ROOT

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


class Demo:
    """`tasks.py demo` in a folder of its own, read as a newcomer reads it."""

    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self, *arguments):
        return subprocess.Popen(
            [sys.executable, "tasks.py", "demo", *arguments],
            cwd=ROOT,
            env=os.environ | {"PORT": str(self.port), "DEMO_FOLDER": str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def opened(self, *arguments):
        process = self.start(*arguments)
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Stop it"):
                return process, "".join(lines)
        raise AssertionError("".join(lines))

    def answer(self, path):
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://localhost:{self.port}{path}", timeout=10) as reply:
            return reply.status, reply.read().decode()

    def is_silent(self):
        with socket.socket() as visitor:
            return visitor.connect_ex(("127.0.0.1", self.port)) != 0


@pytest.fixture
def demo(tmp_path):
    return Demo(tmp_path / "data")


def ended(process, number):
    process.send_signal(number)
    process.communicate(timeout=60)
    return process.returncode


def test_it_opens_ends_without_a_trace_and_opens_again_at_once(demo):
    process, said = demo.opened()
    assert f"MentorHub is at  http://localhost:{demo.port}\n" in said
    assert demo.answer("/healthz") == (200, "ok\n")
    status, page = demo.answer("/ideas")
    assert status == 200
    assert "<h1" in page
    twin = demo.start()
    assert twin.communicate(timeout=60)[0] == (
        f"The demo already runs: http://localhost:{demo.port}  (stop it first)\n"
    )
    assert ended(process, signal.SIGINT) == 0
    assert demo.is_silent()

    database = demo.folder / "mentorhub.sqlite"
    first = database.stat().st_ino
    process, said = demo.opened()
    assert re.findall(r"^  (\w.*) … done", said, re.MULTILINE) == [
        "Starting the web server and the worker"
    ]
    assert ended(process, signal.SIGTERM) == 0
    assert demo.is_silent()
    assert database.stat().st_ino == first


def test_a_taken_port_is_said_in_words(demo):
    with socket.socket() as other:
        other.bind(("127.0.0.1", demo.port))
        other.listen()
        said, _ = demo.start().communicate(timeout=60)
    assert said == (
        f"Port {demo.port} is taken by another program; "
        f"choose another:  PORT={demo.port + 1} python3 tasks.py demo\n"
    )
