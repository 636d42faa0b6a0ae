"""Whole pages for strangers, kept ready and compressed; asked for again after any public change.

A kept page is given only to who sends no session, and only while its stamp (stamps.py) is as it
was before the page was made, so whoever withdraws a name finds it gone, and so does everybody else
served by this machine, within three seconds where nginx stands before it (`FOR_A_SECOND`).
Machines that do not share MENTORHUB_DATA notice after MENTORHUB_PAGE_CACHE_SECONDS at the latest:
set it to 10 there, or to 0 to keep nothing.
"""

import gzip
import hashlib
import threading
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import brotli
from flask import Flask
from werkzeug.datastructures import Headers

from mentorhub.platform import i18n, metrics, stamps

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
    stamp = stamps.of(app, "shown_to_everyone")
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

    def __init__(self, inner: Application, stamp: str, *, seconds: float) -> None:
        self.inner, self.stamp, self.seconds = inner, stamp, seconds
        self.pages: dict[Key, Page] = {}
        self.size = 0
        self.writing = threading.Lock()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None or not self.seconds:
            return self.inner(environ, start_response)
        began, stamp, page = time.perf_counter(), stamps.read(self.stamp), self.pages.get(key)
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
