"""Parts of pages that everybody reads alike, kept until what they tell of changes.

A page of somebody signed in is made for them alone. How its contest is explained is not, and was
two thirds of what the page cost. A part is kept while the stamp of contests (stamps.py) is as it
was before the page began, and no longer than whole pages are (page_cache.py). One that tells of
the hour as well, as whether entries are open, says for how many seconds it may.
"""

import math
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request
from markupsafe import Markup

from mentorhub.platform import stamps
from mentorhub.platform.db import READING
from mentorhub.platform.i18n import language

Key = tuple[Hashable, ...]
MOST = 300
"""Parts kept in a process: a hundred contests in three languages, some 20 kB each."""


@dataclass(frozen=True, slots=True)
class Part:
    said: Markup
    stamp: int
    made: float


class Parts:
    """`kept_part("contests/_explained.html", contest=contest)`: made of this contest alone.

    The template gets what is named and the language, nothing of the page: no person, no token.
    Whether the reader may see it is decided before, by the page.
    """

    def __init__(self, render: Callable[..., str], *, seconds: float) -> None:
        self.render, self.seconds = render, seconds
        self.kept: dict[Key, Part] = {}

    def __call__(self, template: str, *, seconds: float = math.inf, **about: Any) -> Markup:
        lasting = min(seconds, self.seconds)
        if not lasting or request.method not in READING:
            return self._made(template, about)
        named = tuple((name, getattr(one, "id", one)) for name, one in about.items())
        key = (template, request.script_root, language(), named)
        part, stamp = self.kept.get(key), g.contest_stamp
        if part and part.stamp == stamp and time.monotonic() - part.made <= lasting:
            return part.said
        said = self._made(template, about)
        self._keep(key, Part(said, stamp, time.monotonic()))
        return said

    def _made(self, template: str, about: dict[str, Any]) -> Markup:
        return Markup(self.render(template, locale=language(), **about))

    def _keep(self, key: Key, part: Part) -> None:
        """The oldest go when there is no room."""
        self.kept.pop(key, None)
        for oldest in list(self.kept)[: max(0, len(self.kept) + 1 - MOST)]:
            self.kept.pop(oldest, None)
        self.kept[key] = part


def init_app(app: Flask) -> None:
    def render(template: str, **context: Any) -> str:
        return app.jinja_env.get_template(template).render(context)

    seconds, stamp = app.config["PAGE_CACHE_SECONDS"], stamps.of(app, "explains_contests")
    app.jinja_env.globals["kept_part"] = Parts(render, seconds=seconds)

    @app.before_request
    def _look_at_the_stamp() -> None:
        """Before anything asks the database."""
        if seconds:
            g.contest_stamp = stamps.read(stamp)
