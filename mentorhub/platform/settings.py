"""Settings come from the environment and are checked before the first request."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
OIDC = (
    "MENTORHUB_OIDC_ISSUER",
    "MENTORHUB_OIDC_CLIENT_ID",
    "MENTORHUB_OIDC_CLIENT_SECRET",
    "MENTORHUB_OIDC_NAME",
)


class Misconfigured(Exception):
    """The environment cannot be run with; the message lists what to set, in sentences."""


def from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Flask's configuration from MENTORHUB_* variables (docs/deploy.md explains each).

    Raises Misconfigured with one sentence for every setting that is missing or wrong.
    """
    if problems := list(_problems(environment)):
        raise Misconfigured("\n".join(problems))
    demo = environment.get("MENTORHUB_DEMO") == "1"
    base = urlsplit(environment["MENTORHUB_BASE_URL"])
    data = Path(environment.get("MENTORHUB_DATA", str(ROOT / "var")))
    sender = f"MentorHub <no-reply@{base.hostname}>"
    return {
        "SECRET_KEY": environment["MENTORHUB_SECRET_KEY"],
        "SECRET_KEY_FALLBACKS": environment.get("MENTORHUB_OLD_SECRET_KEYS", "").split(),
        "SQLALCHEMY_DATABASE_URI": database_url(
            environment.get("MENTORHUB_DATABASE", f"sqlite:///{data / 'mentorhub.sqlite'}")
        ),
        "BASE_URL": base.geturl().rstrip("/"),
        "TRUSTED_HOSTS": [
            base.hostname,
            *environment.get("MENTORHUB_TRUSTED_HOSTS", "").split(),
            *(["127.0.0.1", "localhost"] if demo else []),
        ],
        "SESSION_COOKIE_SECURE": base.scheme == "https",
        "DATA_FOLDER": data,
        "ASSETS_FOLDER": Path(environment.get("MENTORHUB_ASSETS", str(data / "assets"))),
        "FILES": environment.get("MENTORHUB_FILES", ""),
        "FILES_WITHOUT_TLS": environment.get("AWS_ALLOW_HTTP", "").lower() in ("1", "true"),
        "CLAMD": environment.get("MENTORHUB_CLAMD", ""),
        "SMTP": environment.get("MENTORHUB_SMTP", ""),
        "MAIL_FROM": environment.get("MENTORHUB_MAIL_FROM", sender),
        "METRICS_TOKEN": environment.get("MENTORHUB_METRICS_TOKEN", ""),
        "PROXIES": int(environment.get("MENTORHUB_PROXIES", "0")),
        "PROXY_TELLS_ARRIVAL": environment.get("MENTORHUB_PROXY_TELLS_ARRIVAL", "") == "1",
        "PAGE_CACHE_SECONDS": float(environment.get("MENTORHUB_PAGE_CACHE_SECONDS", "60")),
        # what the database says about an error must not repeat what people typed
        "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": True},
        "DEMO": demo,
        **{name.removeprefix("MENTORHUB_"): environment.get(name, "").strip() for name in OIDC},
    }


def _problems(environment: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each setting that is missing or wrong."""
    demo = environment.get("MENTORHUB_DEMO") == "1"
    if len(environment.get("MENTORHUB_SECRET_KEY", "")) < 32:
        yield "MENTORHUB_SECRET_KEY must be at least 32 characters of luck."
    base = urlsplit(environment.get("MENTORHUB_BASE_URL", ""))
    if base.scheme not in {"http", "https"} or not base.hostname:
        yield "MENTORHUB_BASE_URL must be the public address, such as https://example.vn."
    if base.scheme == "http" and not demo:
        yield "MENTORHUB_BASE_URL must begin with https:// (only the demo runs without)."
    data = Path(environment.get("MENTORHUB_DATA", str(ROOT / "var")))
    if not data.is_dir():
        yield f"MENTORHUB_DATA must be a folder that exists; {data} does not."
    if not demo and not environment.get("MENTORHUB_SMTP"):
        yield "MENTORHUB_SMTP must name the mail server, such as smtp://user:word@host:587."
    files = environment.get("MENTORHUB_FILES", "")
    if files and not files.startswith("s3://"):
        yield "MENTORHUB_FILES must be an address such as s3://bucket/folder, or not be set."
    clamd = environment.get("MENTORHUB_CLAMD", "")
    if clamd and not (":" in clamd and clamd.rpartition(":")[2].isdigit()):
        yield "MENTORHUB_CLAMD must be host:port of a virus scanner, or not be set."
    for name in ("MENTORHUB_PROXIES", "MENTORHUB_PAGE_CACHE_SECONDS"):
        if not environment.get(name, "0").replace(".", "", 1).isdigit():
            yield f"{name} must be a number."
    if environment.get("MENTORHUB_PROXY_TELLS_ARRIVAL", "") not in ("", "0", "1"):
        yield "MENTORHUB_PROXY_TELLS_ARRIVAL must be 1, or not be set."
    yield from _problems_with_oidc(environment, demo=demo)


def _problems_with_oidc(environment: Mapping[str, str], *, demo: bool) -> Iterator[str]:
    """All four or none: half a provider would be a button that leads nowhere."""
    given = {name for name in OIDC if environment.get(name, "").strip()}
    if not given:
        return
    for name in OIDC:
        if name not in given:
            yield f"{name} must be set too, or none of the MENTORHUB_OIDC_ settings."
    issuer = urlsplit(environment.get("MENTORHUB_OIDC_ISSUER", "").strip())
    if issuer.scheme != "https" and not (demo and issuer.scheme == "http"):
        yield "MENTORHUB_OIDC_ISSUER must begin with https://."


def database_url(given: str) -> str:
    """The address in the form SQLAlchemy takes; both old spellings of PostgreSQL are accepted."""
    for old in ("postgres://", "postgresql://"):
        if given.startswith(old):
            return "postgresql+psycopg://" + given.removeprefix(old)
    return given


DEFAULTS: dict[str, Any] = {
    "SQLALCHEMY_DATABASE_URI": "sqlite://",
    "BASE_URL": "http://localhost",
    "MAX_CONTENT_LENGTH": 12 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 512 * 1024,
    "MAX_FORM_PARTS": 500,
    "SESSION_COOKIE_NAME": "mentorhub",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_SECURE": True,
    "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
    # a login ends at its hour, whatever the cookie says: none is signed anew for each page
    "SESSION_REFRESH_EACH_REQUEST": False,
    "WTF_CSRF_TIME_LIMIT": None,
    "PROPAGATE_EXCEPTIONS": False,
    # gzip: on pages of our size brotli at a bearable level is slower and no smaller
    "COMPRESS_ALGORITHM": ["gzip"],
    "COMPRESS_LEVEL": 4,
    "COMPRESS_STREAMS": False,
    "DATA_FOLDER": ROOT / "var",
    "ASSETS_FOLDER": ROOT / "var" / "assets",
    "FILES": "",
    "FILES_WITHOUT_TLS": False,
    "CLAMD": "",
    "DEMO": False,
    "SMTP": "",
    "MAIL_FROM": "MentorHub <no-reply@localhost>",
    "METRICS_TOKEN": "",
    "PAGE_CACHE_SECONDS": 0,
    "PROXIES": 0,
    "PROXY_TELLS_ARRIVAL": False,
    "PASSWORD_PROFILE": "owasp",
    **{name.removeprefix("MENTORHUB_"): "" for name in OIDC},
}
