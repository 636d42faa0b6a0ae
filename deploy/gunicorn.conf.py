"""gunicorn's settings, for the demo and for production alike (docs/deploy.md)."""

import gc
import os
from pathlib import Path
from typing import Any

bind = os.environ.get("MENTORHUB_BIND", "127.0.0.1:8000")
worker_class = "mentorhub.platform.workers.SendingFirstWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
# against memory that creeps; so seldom, and so far apart, that no rush meets two new workers
max_requests = 50_000
max_requests_jitter = 50_000
timeout = 30
graceful_timeout = 20
keepalive = 5
accesslog = None  # the program writes one structured line a request, without personal data
errorlog = "-"
control_socket_disable = True

# The master reads the program once: a worker that was killed, or has served its time, is there
# again in a moment, and all share its memory. New code comes with a restart (docs/deploy.md).
preload_app = True

LOOKED_THROUGH_EVERY = (20_000, 10, 10)
METRICS = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
if METRICS:  # before the program is read; counters of an earlier life would be added to this one's
    Path(METRICS).mkdir(parents=True, exist_ok=True)
    for file in Path(METRICS).glob("*.db"):
        file.unlink(missing_ok=True)


def when_ready(server: Any) -> None:
    """The program itself is never garbage: looking through it was a tenth of what a page costs,
    and would copy the memory that workers share."""
    gc.collect()
    gc.freeze()


def post_worker_init(worker: Any) -> None:
    """Each worker opens connections of its own."""
    gc.set_threshold(*LOOKED_THROUGH_EVERY)
    with worker.wsgi.app_context():
        worker.wsgi.extensions["sqlalchemy"].engine.dispose(close=False)


def child_exit(server: Any, worker: Any) -> None:
    if METRICS:
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
