"""How gunicorn's threads take their turns: what people send goes before what they read.

In the last minute of a contest more arrives than two processors answer. A page can come a second
later; whoever sends has the deadline before them. gunicorn's own threads take connections in the
order in which they came.
"""

import socket
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from gunicorn.workers.gthread import ThreadWorker

READING = (b"GET ", b"HEAD")
PAGE_EVERY = 3
"""Of so many turns one is a page's, if one waits: no rush of sending keeps all from reading."""
Told = ParamSpec("Told")
Answer = TypeVar("Answer")


class SendingFirst(Executor):
    """A pool of threads for what is submitted with the connection it answers as first argument."""

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads)
        self._lock = threading.Lock()
        self._came: deque[tuple[Any, Callable[[], None]]] = deque()
        self._sent: deque[Callable[[], None]] = deque()
        self._read: deque[Callable[[], None]] = deque()
        self._since_a_page = 0

    def submit(
        self, act: Callable[Told, Answer], /, *args: Told.args, **more: Told.kwargs
    ) -> Future[Answer]:
        future: Future[Answer] = Future()

        def answer() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(act(*args, **more))
            except BaseException as error:
                future.set_exception(error)

        with self._lock:
            self._came.append((args[0], answer))
        self._threads.submit(self._take_a_turn)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _take_a_turn(self) -> None:
        with self._lock:
            for _ in range(len(self._came)):  # as late as can be: mostly the first bytes are there
                connection, answer = self._came.popleft()
                reads = only_reads(connection)
                if reads is None:
                    self._came.append((connection, answer))
                else:
                    (self._read if reads else self._sent).append(answer)
            answer = self._next()
        answer()

    def _next(self) -> Callable[[], None]:
        a_page = self._read and (not self._sent or self._since_a_page >= PAGE_EVERY - 1)
        self._since_a_page = 0 if a_page else self._since_a_page + 1
        if a_page:
            return self._read.popleft()
        return self._sent.popleft() if self._sent else self._came.popleft()[1]


def only_reads(connection: Any) -> bool | None:
    """By its first bytes, which stay where they are; None while it has sent nothing."""
    try:
        began = connection.sock.recv(4, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None
    except (OSError, ValueError):  # closed already, or gunicorn's own TLS: nothing to be seen
        return True
    return began in READING or len(began) < 4


class SendingFirstWorker(ThreadWorker):
    """`worker_class` of deploy/gunicorn.conf.py."""

    def get_thread_pool(self) -> SendingFirst:
        return SendingFirst(self.cfg.threads)
