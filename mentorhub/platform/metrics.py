"""Figures for the machine's own monitoring (Prometheus): requests by page, and what waits."""

import hmac
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from mentorhub.platform.access import access
from mentorhub.platform.permissions import anyone, permit

bp = Blueprint("metrics", __name__)
READ = permit("operations.read_figures", anyone)
OWN_MACHINE = {"127.0.0.1", "::1"}
Gauges = dict[str, Callable[[], float]]
"""Name → question asked when the figures are read; app.py puts them into extensions["gauges"]."""

REQUESTS = Counter(
    "mentorhub_requests_total", "Replies by page and status.", ("method", "rule", "status")
)
SECONDS = Histogram(
    "mentorhub_request_seconds",
    "Time to make a reply.",
    ("rule",),
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def init_app(app: Flask) -> None:
    app.after_request(_count)
    app.register_blueprint(bp)


def _count(response: Response) -> Response:
    rule = request.url_rule.rule if request.url_rule else "none"
    count(request.method, rule, response.status_code, time.perf_counter() - g.began)
    return response


def count(method: str, rule: str, status: int, seconds: float) -> None:
    """One reply; `rule` is the pattern of its address, so that figures name nobody."""
    REQUESTS.labels(method, rule, status).inc()
    SECONDS.labels(rule).observe(seconds)


@bp.get("/metrics")
@access(READ)
def show() -> Response:
    """For this machine, or for whoever has the token; for anybody else there is no such page."""
    if not (_comes_from_this_machine() or _has_the_token()):
        abort(404)
    registry = CollectorRegistry()
    registry.register(_Waiting(current_app.extensions["gauges"]))
    figures = generate_latest(registry) + generate_latest(_of_all_processes())
    return Response(figures, content_type=CONTENT_TYPE_LATEST)


def _of_all_processes() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _comes_from_this_machine() -> bool:
    """A proxy on this machine passes on what came from anywhere, and says so."""
    return request.remote_addr in OWN_MACHINE and "X-Forwarded-For" not in request.headers


def _has_the_token() -> bool:
    token = current_app.config["METRICS_TOKEN"]
    given = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


class _Waiting:
    """What the database knows: the same from whichever process is asked."""

    def __init__(self, gauges: Gauges) -> None:
        self.gauges = gauges

    def collect(self) -> Iterator[Any]:
        for name, ask in self.gauges.items():
            yield GaugeMetricFamily(f"mentorhub_{name}", name.replace("_", " "), value=ask())
