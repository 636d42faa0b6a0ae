"""How templates are rendered quickly: what is the same on every page is made once.

Jinja's usual ways cost more than the pages' own content: a chain of dictionaries searched for each
import, a catalogue asked for each word of the frame, an address composed for each of its links.
"""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any

from flask import Flask, request
from flask.templating import Environment
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from mentorhub.platform.i18n import CATALOGUES, language


class Templates(Environment):
    """Templates that share one dictionary of globals."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def prepare(app: Flask) -> None:
    """Before anything asks for the templates' environment."""
    app.jinja_environment = Templates


def init_app(app: Flask) -> None:
    app.jinja_env.filters["along"] = _along
    app.jinja_env.globals.update(_=_translated, gettext=_translated, fragment=_fragments(app))


def _along(value: float, low: float, high: float) -> str:
    """Where a value lies between low and high, as a length of a chart: “62.50%”."""
    start = float(low)
    return f"{(float(value) - start) / (float(high) - start) * 100:.2f}%"


def _fragments(app: Flask) -> Callable[..., Markup]:
    """`fragment("layouts/_tabbar.html", nav=nav)`: a part of a page that depends on nothing else.

    Nor may it: no person, no token, no path of the present page; who needs one of these puts a
    placeholder into the fragment and replaces it.
    """

    @lru_cache(maxsize=1024)
    def made(template: str, _root: str, locale: str, facts: tuple[tuple[str, Any], ...]) -> Markup:
        rendered = app.jinja_env.get_template(template).render(dict(facts), locale=locale)
        return Markup(rendered)

    def fragment(template: str, **facts: Any) -> Markup:
        make = made.__wrapped__ if app.jinja_env.auto_reload else made
        return make(template, request.script_root, language(), tuple(sorted(facts.items())))

    return fragment


@pass_eval_context
def _translated(kind: EvalContext, text: str, **facts: Any) -> str:
    """What `_("…")` says in a template; the facts are escaped where the template is HTML."""
    if facts:
        return _wording(str(text), kind.autoescape, language()) % facts
    return _plain(str(text), kind.autoescape, language())


@lru_cache(maxsize=8192)
def _wording(text: str, is_html: bool, _language: str) -> str:
    said = str(CATALOGUES.get_translations().ugettext(text))
    return Markup(said) if is_html else said


@lru_cache(maxsize=8192)
def _plain(text: str, is_html: bool, language_: str) -> str:
    return _wording(text, is_html, language_) % {}  # “%%” is “%” even without facts
