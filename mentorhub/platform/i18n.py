"""Languages: Vietnamese first, English, French; dates and numbers as their readers write them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import flask_babel
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, g, has_app_context, has_request_context, request
from flask_babel import Babel, Domain, force_locale
from flask_login import current_user

from mentorhub.platform.clock import LOCAL, now

LANGUAGES = ("vi", "en", "fr")
COOKIE = "language"
FOLDER = Path(__file__).parents[1] / "translations"


class Catalogues(Domain):
    """Every feature's catalogue as one, read once per language and process.

    Flask-Babel's own domain object lives for one request and would read the files each time.
    """

    def get_translations(self) -> Translations:
        name = language()
        if name not in self.cache:
            merged = Translations()
            for path in sorted((FOLDER / name / "LC_MESSAGES").glob("*.mo")):
                with path.open("rb") as file:
                    catalogue = Translations(file, domain=path.stem)
                merged.merge(catalogue)
                merged.plural = catalogue.plural
            self.cache[name] = merged
        return self.cache[name]


CATALOGUES = Catalogues()
_ = CATALOGUES.gettext
_l = CATALOGUES.lazy_gettext
ngettext = CATALOGUES.ngettext


def init_app(app: Flask) -> None:
    Babel(
        app,
        default_locale="vi",
        default_timezone="Asia/Ho_Chi_Minh",
        locale_selector=chosen_language,
        configure_jinja=False,
    )
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: CATALOGUES.get_translations().ugettext(text),
        lambda one, many, count: CATALOGUES.get_translations().ungettext(one, many, count),
        newstyle=True,
    )
    for filter_ in (decimal, figure, number, money, daymonth, weekday, clock, moment, ago, left):
        app.jinja_env.filters[filter_.__name__] = filter_
    app.jinja_env.filters["date"] = day
    app.jinja_env.filters["full_moment"] = full_moment
    app.jinja_env.filters["in_language"] = spoken
    app.context_processor(lambda: {"locale": language()})


def chosen_language() -> str:
    """The cookie of the switch, else what the person chose, else Vietnamese."""
    if not has_request_context():
        return "vi"
    wanted = request.cookies.get(COOKIE)
    if wanted not in LANGUAGES and current_user and current_user.is_authenticated:
        wanted = current_user.language
    return wanted if wanted in LANGUAGES else "vi"


def language() -> str:
    """Asked for every word of a page, so what Flask-Babel remembers is looked up directly."""
    known = g.get("_flask_babel") if has_app_context() else None
    locale = getattr(known, "babel_locale", None) or flask_babel.get_locale()
    return str(locale.language) if locale else "vi"


@contextmanager
def in_language(name: str) -> Iterator[None]:
    """For mails and documents: the reader's language, not the sender's."""
    with force_locale(name if name in LANGUAGES else "vi"):
        yield


def spoken(text: str | Mapping[str, str] | None) -> str:
    """For the reader, of a text in several languages; a text in one language stands for itself."""
    if not text:
        return ""
    if isinstance(text, str):
        return text
    return text.get(language()) or text.get("vi") or next(iter(text.values()), "")


def decimal(value: Decimal | float, places: int = 2) -> str:
    """8.5 → “8,5” (vi, fr) or “8.5” (en); half-up, never banker's rounding."""
    return _decimal(str(value), places, language())


@lru_cache(maxsize=4096)
def _decimal(value: str, places: int, name: str) -> str:
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    pattern = "#,##0." + "0" * places if places else "#,##0"
    return str(format_decimal(exact, format=pattern, locale=name))


def figure(value: Decimal) -> str:
    """12.50 → “12,5” (vi, fr): as few decimals as it has, two at most."""
    return str(format_decimal(value, format="#,##0.##", locale=language()))


def number(value: int) -> str:
    return _number(value, language())


@lru_cache(maxsize=4096)
def _number(value: int, name: str) -> str:
    return str(format_decimal(value, locale=name))


def money(value: int) -> str:
    return f"{number(value)}\N{NO-BREAK SPACE}đ"


def day(value: date | datetime) -> str:
    local = value.astimezone(LOCAL).date() if isinstance(value, datetime) else value
    return local.strftime("%d/%m/%Y")


def daymonth(value: date | datetime) -> str:
    return day(value)[:5]


def weekday(value: date | datetime) -> str:
    """“Thứ Tư 18/11”, “Wednesday 18/11”, “mercredi 18/11”."""
    local = value.astimezone(LOCAL).date() if isinstance(value, datetime) else value
    return f"{flask_babel.format_date(local, 'EEEE')} {daymonth(local)}"


def clock(value: datetime) -> str:
    local = value.astimezone(LOCAL)
    if language() == "fr":
        return f"{local:%H}\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}{local:%M}"
    return f"{local:%H:%M}"


def moment(value: datetime) -> str:
    return f"{day(value)} {clock(value)}"


def full_moment(value: datetime) -> str:
    """“Monday 01/12/2025 23:59, Vietnam time (UTC+7)”; seconds are told where there are some."""
    local = value.astimezone(LOCAL)
    name = flask_babel.format_date(local.date(), "EEEE")
    seconds = _seconds(local) if local.second else ""
    words = f"{name} {day(value)} {clock(value)}{seconds}"
    return _("%(moment)s, Vietnam time (UTC+7)", moment=words)


def _seconds(local: datetime) -> str:
    if language() == "fr":
        return f"\N{NO-BREAK SPACE}min\N{NO-BREAK SPACE}{local:%S}"
    return f":{local:%S}"


def ago(value: datetime) -> str:
    return str(flask_babel.format_timedelta(value - now(), add_direction=True))


def left(value: datetime) -> str:
    """Days and hours until a moment; no finer, because pages may be cached."""
    hours = max(0, int((value - now()).total_seconds() // 3600))
    days, hours = divmod(hours, 24)
    parts = []
    if days:
        parts.append(ngettext("%(num)d day", "%(num)d days", days))
    if hours or not days:
        parts.append(ngettext("%(num)d hour", "%(num)d hours", hours))
    return " ".join(parts)


class _Readable(dict[str, Any]):
    """Facts as they were stored, read as this reader reads; what is not known is left open."""

    def __getitem__(self, name: str) -> Any:
        value = self.get(name, "…")
        if isinstance(value, Mapping):
            return spoken(value)
        if isinstance(value, tuple):
            return ", ".join(spoken(one) for one in value)
        if isinstance(value, Decimal):
            return figure(value)
        if name.endswith("_at") and isinstance(value, str):
            return moment(datetime.fromisoformat(value))
        if name.endswith("_on") and isinstance(value, str):
            return day(date.fromisoformat(value))
        return value


def sentence(words: Any, facts: Mapping[str, Any]) -> str:
    """Words with %(places)s and the facts for them: plain JSON, {"vi": …, "en": …}, …_at, …_on.

    Facts of a domain may be a Decimal too, or a tuple of texts, which becomes a list in one line.
    """
    return str(words) % _Readable(facts)
