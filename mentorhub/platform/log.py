"""One JSON line for what happened; never a query string, a form, an address, a name or a number.

Of an error its kind and place are written, not its message: messages quote what people typed.
"""

import sys
import time
import traceback
import uuid
from collections.abc import Iterator, MutableMapping
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request
from sqlalchemy import inspect
from structlog.contextvars import bind_contextvars, clear_contextvars

log = structlog.get_logger()
Event = MutableMapping[str, Any]
DEEPEST = 12


def init_app(app: Flask) -> None:
    """Set up first: the first to see a request, the last to see its reply."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            told_without_words,
            structlog.processors.JSONRenderer(default=_as_text),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=not app.testing,  # tests look at what was printed
    )
    app.log_exception = _log_exception  # type: ignore[method-assign, assignment]
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    clear_contextvars()
    g.request_id = uuid.uuid4().hex[:12]
    g.began = time.perf_counter()
    bind_contextvars(request=g.request_id)


def _log_exception(error: Any) -> None:
    """Flask's own line quotes the message."""
    log.error("broken", exc_info=error, rule=request.url_rule.rule if request.url_rule else None)


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    person = g.get("_login_user")  # only if the request has looked; the log asks nobody
    log.info(
        "request",
        method=request.method,
        rule=request.url_rule.rule if request.url_rule else None,
        status=response.status_code,
        ms=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
        person=_key_of(person),
    )
    return response


def _key_of(person: Any) -> Any:
    """Without asking the database, which has forgotten the row since the commit."""
    row = inspect(person, raiseerr=False)
    return row.identity[0] if row is not None and row.identity else None


def told_without_words(_logger: Any, _method: str, event: Event) -> Event:
    """An exception becomes its kind, the kinds behind it, and the way to where it was raised."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["error"] = " < ".join(type(one).__name__ for one in _chain(error))
        event["trace"] = _places(error.__traceback__)
    return event


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


def _as_text(value: Any) -> str:
    return str(value)
