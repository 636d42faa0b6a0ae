"""Whole pages for strangers, kept ready and compressed; asked for again after any public change.

A kept page is given only to who sends no session, and only while a small file (the stamp) is as
it was before the page was made. Every commit that touches a row shown to everyone moves the stamp
before its own reply leaves, so whoever withdraws a name finds it gone, and so does everybody else
served by this machine, within three seconds where nginx stands before it (`FOR_A_SECOND`).
Machines that do not share MENTORHUB_DATA notice after MENTORHUB_PAGE_CACHE_SECONDS at the latest:
set it to 10 there, or to 0 to keep nothing.
"""

import gzip
import hashlib
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import brotli
from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction
from werkzeug.datastructures import Headers

from mentorhub.platform import i18n, metrics
from mentorhub.platform.db import db

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
Key = tuple[str, ...]

PUBLIC = ("/ideas", "/contests", "/mentors", "/results", "/about")
CHOICES = {
    *(f"{i18n.COOKIE}={language}" for language in i18n.LANGUAGES),
    "theme=light",
    "theme=dark",
}
LARGEST = 8 * 1024 * 1024
# a browser asks each time; nginx may answer by itself for a second, for one more while it asks,
# and for a minute when nobody answers it (RFC 9111, RFC 5861)
FOR_A_SECOND = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=60"
MADE_ANEW = ("Content-Length", "Content-Encoding", "ETag", "Vary", "X-Request-ID")


def init_app(app: Flask) -> None:
    stamp = app.extensions["page_stamp"] = Path(app.config["DATA_FOLDER"]) / "page-stamp"
    app.wsgi_app = PageCache(  # type: ignore[method-assign]
        app.wsgi_app, stamp, seconds=app.config["PAGE_CACHE_SECONDS"]
    )


@dataclass(frozen=True)
class Page:
    """A reply as the program made it; compressed once, when first asked for so."""

    headers: list[tuple[str, str]]
    body: bytes
    tag: str
    stamp: int
    made: float
    encoded: dict[str, bytes] = field(default_factory=dict)

    def body_in(self, encoding: str) -> bytes:
        if encoding not in self.encoded:
            self.encoded[encoding] = ENCODERS[encoding](self.body)
        return self.encoded[encoding]


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, brotli.MODE_TEXT, quality=5)),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
    "": bytes,
}


class PageCache:
    """WSGI middleware: a kept page costs one look at the stamp and one into a dictionary."""

    def __init__(self, inner: Application, stamp: Path, *, seconds: float) -> None:
        self.inner, self.stamp, self.seconds = inner, os.fspath(stamp), seconds
        self.pages: dict[Key, Page] = {}
        self.size = 0
        self.writing = threading.Lock()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None or not self.seconds:
            return self.inner(environ, start_response)
        began, stamp, page = time.perf_counter(), _read(self.stamp), self.pages.get(key)
        if page and page.stamp == stamp and time.monotonic() - page.made <= self.seconds:
            metrics.count("GET", "kept page", 200, time.perf_counter() - began)
            return _given(page, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.inner(environ, start_response)
        return self._made(key, stamp, environ, start_response)

    def _made(self, key: Key, stamp: int, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Have the page made whole and plain; keep it if it may be, else pass it on."""
        reply = _Reply()
        plain = {**environ, "HTTP_ACCEPT_ENCODING": "", "HTTP_IF_NONE_MATCH": ""}
        chunks = self.inner(plain, reply.start)
        if not reply.is_for_everyone:
            start_response(reply.status, reply.headers.to_wsgi_list())
            return chunks
        body = _joined(chunks)
        page = _page(reply.headers, body, stamp)
        self._keep(key, page)
        return _given(page, environ, start_response)

    def _keep(self, key: Key, page: Page) -> None:
        """The oldest go when there is no room; what was kept under this key goes first."""
        with self.writing:
            self._drop(key)
            while self.pages and self.size + len(page.body) > LARGEST:
                self._drop(next(iter(self.pages)))
            self.pages[key] = page
            self.size += len(page.body)

    def _drop(self, key: Key) -> None:
        if (old := self.pages.pop(key, None)) is not None:
            self.size -= len(old.body)


class _Reply:
    """What the program answered, held back until it is known whether others may have it too."""

    def __init__(self) -> None:
        self.status, self.headers = "", Headers()

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        self.status, self.headers = status, Headers(headers)
        return _unused

    @property
    def is_for_everyone(self) -> bool:
        control = self.headers.get("Cache-Control", "")
        return (
            self.status.startswith("200")
            and self.headers.get("Content-Type", "").startswith("text/html")
            and "Set-Cookie" not in self.headers
            and not ("no-store" in control or "private" in control)
        )


def _unused(_data: bytes) -> None:
    raise NotImplementedError("Flask hands its body over as an iterable")


def key_of(environ: Environ) -> Key | None:
    """What a page for strangers depends on; nothing where the request is for this reader alone.

    Only the cookies of the two switches are known, each at most once and spelled as we set them:
    anything else could make the program see another choice than this key says.
    """
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or environ.get("QUERY_STRING"):
        return None
    if path != "/" and not path.startswith(PUBLIC):
        return None
    chosen = [part for part in environ.get("HTTP_COOKIE", "").split("; ") if part]
    if not CHOICES.issuperset(chosen) or len({part[0] for part in chosen}) < len(chosen):
        return None
    return (environ["wsgi.url_scheme"], environ.get("HTTP_HOST", ""), path, *sorted(chosen))


def _read(stamp: str) -> int:
    try:
        return os.stat(stamp).st_mtime_ns
    except FileNotFoundError:  # somebody tidied up: a stamp of now makes all that was kept old
        Path(stamp).touch()
        return os.stat(stamp).st_mtime_ns


def _joined(chunks: Iterable[bytes]) -> bytes:
    try:
        return b"".join(chunks)
    finally:
        getattr(chunks, "close", lambda: None)()


def _page(headers: Headers, body: bytes, stamp: int) -> Page:
    for name in MADE_ANEW:
        headers.remove(name)
    headers["Cache-Control"] = FOR_A_SECOND
    headers["Vary"] = "Accept-Encoding, Cookie"
    tag = hashlib.sha256(body).hexdigest()[:20]
    return Page(headers.to_wsgi_list(), body, tag, stamp, time.monotonic())


def _given(page: Page, environ: Environ, start_response: Any) -> Iterable[bytes]:
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
    own = [
        ("ETag", f'"{page.tag}{encoding and "-" + encoding}"'),
        ("X-Request-ID", uuid.uuid4().hex[:12]),
    ]
    if page.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", page.headers + own)
        return ()
    body = page.body_in(encoding)
    own.append(("Content-Length", str(len(body))))
    if encoding:
        own.append(("Content-Encoding", encoding))
    start_response("200 OK", page.headers + own)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)


def bump() -> None:
    """From now on no page made before is given to anybody."""
    at = time.time_ns()
    stamp: Path = current_app.extensions["page_stamp"]
    with suppress(FileNotFoundError):  # without a folder for data nobody can have kept a page
        stamp.touch()
        os.utime(stamp, ns=(at, at))


def _notice_rows(session: Session, _context: Any) -> None:
    changed = (row for row in session.dirty if session.is_modified(row))
    if any(type(row).shown_to_everyone for row in chain(session.new, session.deleted, changed)):
        session.info["shown_to_everyone"] = True


def _notice_statements(state: ORMExecuteState) -> None:
    """`update(…)` and its like, which pass by no object."""
    writes = state.is_update or state.is_insert or state.is_delete
    if writes and state.bind_mapper and state.bind_mapper.class_.shown_to_everyone:
        state.session.info["shown_to_everyone"] = True


def _after_commit(session: Session) -> None:
    if session.info.get("shown_to_everyone"):
        bump()


def _after_transaction(session: Session, transaction: SessionTransaction) -> None:
    """Only the end of the outermost one: a savepoint's end is not yet seen by others."""
    if transaction.parent is None:
        session.info.pop("shown_to_everyone", None)


event.listen(db.session, "after_flush", _notice_rows)
event.listen(db.session, "do_orm_execute", _notice_statements)
event.listen(db.session, "after_commit", _after_commit)
event.listen(db.session, "after_transaction_end", _after_transaction)
