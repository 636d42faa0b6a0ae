"""An upgrade, and workers that come from one master: nobody is refused, nothing is drawn twice."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.served import ROOT, environment_of, gunicorn, wait_for

SETTINGS = ROOT / "deploy" / "gunicorn.conf.py"
TOKEN = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]


def ask(port):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        line.request("GET", "/sign-in")
        reply = line.getresponse()
        return reply.status, reply.headers["X-Request-ID"], TOKEN.search(reply.read())[1]
    finally:
        line.close()


def on_a_socket(app, listening):
    """gunicorn as systemd starts it: the third descriptor is where it listens."""
    arguments = f"{sys.executable} -m gunicorn -c {SETTINGS} wsgi:app --workers 2"
    started = f"exec 3<&{listening.fileno()}; LISTEN_PID=$$ LISTEN_FDS=1 exec {arguments}"
    return subprocess.Popen(
        ["bash", "-c", started],
        cwd=ROOT,
        env=environment_of(app),
        pass_fds=[listening.fileno()],
        start_new_session=True,
    )


def test_whoever_asks_during_a_restart_waits_and_is_answered(real_app):
    answers, ended = Counter(), threading.Event()

    def go_on(port):
        while not ended.is_set():
            answers[ask(port)[0]] += 1

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(100)
        port = listening.getsockname()[1]
        first = on_a_socket(real_app, listening)
        wait_for(port)
        hands = [threading.Thread(target=go_on, args=(port,)) for _ in range(4)]
        for hand in hands:
            hand.start()
        time.sleep(1)
        os.kill(first.pid, signal.SIGTERM)
        first.wait(60)
        before = answers.total()
        second = on_a_socket(real_app, listening)
        wait_for(port)
        time.sleep(1)
        ended.set()
        for hand in hands:
            hand.join(90)
        os.kill(second.pid, signal.SIGTERM)
        second.wait(60)
    assert set(answers) == {200}
    assert 0 < before < answers.total()


def test_no_two_workers_draw_the_same(real_app):
    with gunicorn(real_app, workers=4, settings=SETTINGS) as served:
        children = Path(f"/proc/{served.master}/task/{served.master}/children").read_text().split()
        drawn = [ask(served.port) for _ in range(80)]
        for child in children:
            os.kill(int(child), signal.SIGKILL)
        time.sleep(1)
        drawn += [ask(served.port) for _ in range(80)]
    for kind in (1, 2):
        assert len({one[kind] for one in drawn}) == len(drawn)


def test_the_master_has_no_connection_to_the_database(real_app):
    with gunicorn(real_app, workers=1, settings=SETTINGS) as served:
        assert ask(served.port)[0] == 200
        files = [os.readlink(one) for one in Path(f"/proc/{served.master}/fd").iterdir()]
        threads = list(Path(f"/proc/{served.master}/task").iterdir())
    sockets = [one for one in files if one.startswith("socket:")]
    assert not [one for one in files if ".sqlite" in one]
    assert len(sockets) == 1  # where it listens
    assert len(threads) == 1
