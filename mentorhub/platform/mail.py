"""Mail: a text and a page in the reader's language, one message, one talk with the server."""

import smtplib
import ssl
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from mentorhub.platform.clock import now
from mentorhub.platform.i18n import in_language

PATIENCE = 20
LONGEST_SUBJECT = 180
OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


class Unsendable(Exception):
    """No server can be given this message; the address or the text is not fit for mail."""


@dataclass(frozen=True)
class Letter:
    """What somebody reads; `html` says the same as `text`."""

    subject: str
    text: str
    html: str


def letter(name: str, *, language: str, **facts: Any) -> Letter:
    """Render templates/emails/<name>.txt (its first line is the subject) and <name>.html."""
    given = {"locale": language, "address": address, **facts}
    with in_language(language):
        text = _rendered(f"emails/{name}.txt", given).strip()
        subject, _, body = text.partition("\n")
        html = _rendered(f"emails/{name}.html", {**given, "subject": subject})
    return Letter(one_line(subject), body.strip() + "\n", html)


def _rendered(template: str, given: dict[str, Any]) -> str:
    """Without what pages know (who reads, which theme): the worker has no request."""
    return current_app.jinja_env.get_template(template).render(given)


def address(endpoint: str, **values: Any) -> str:
    """The public address of a page; never what a request's Host header says."""
    base = current_app.config["BASE_URL"]
    adapter = current_app.url_map.bind("", script_name="/")
    return f"{base}{adapter.build(endpoint, values)}"


def one_line(text: str) -> str:
    """Fit for a header: no breaks, nothing that is not shown, not endless."""
    shown = "".join(c if unicodedata.category(c) not in {"Cc", "Cf"} else " " for c in text)
    return " ".join(shown.split())[:LONGEST_SUBJECT]


def message(
    key: Any, to: str, written: Letter, *, language: str, unsubscribe: str = ""
) -> EmailMessage:
    """Put a letter into its envelope. `key` names it for ever: a second copy is known as one.

    Raises Unsendable where the address is none.
    """
    built = EmailMessage(policy=SMTP)
    try:
        built["To"] = Address(addr_spec=to)
        built["From"] = current_app.config["MAIL_FROM"]
    except (ValueError, IndexError) as wrong:
        raise Unsendable("address") from wrong
    built["Subject"] = one_line(written.subject)
    built["Date"] = format_datetime(now())
    built["Message-ID"] = f"<{key}@{_own_domain()}>"
    built["Auto-Submitted"] = "auto-generated"
    if unsubscribe:
        built["List-Unsubscribe"] = f"<{unsubscribe}>"
        built["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    built.set_content(written.text.replace("\0", ""))
    built.add_alternative(written.html.replace("\0", ""), subtype="html")
    built["Content-Language"] = language  # last: set_content takes such headers away
    return built


def _own_domain() -> str:
    return parseaddr(current_app.config["MAIL_FROM"])[1].rpartition("@")[2] or "localhost"


def send(built: EmailMessage) -> None:
    """Give it to the server named by MENTORHUB_SMTP; where none is (the demo), nothing leaves.

    Raises OSError (smtplib's exceptions are such) when it was not taken.
    """
    if given := current_app.config["SMTP"]:
        with _server(urlsplit(given)) as server:
            server.send_message(built)


def _server(given: SplitResult) -> smtplib.SMTP:
    """Encrypted from the start (smtps://) or as soon as offered; a password is never sent bare."""
    host, context = given.hostname or "", ssl.create_default_context()
    if given.scheme == "smtps":
        return _introduced(
            smtplib.SMTP_SSL(host, given.port or 465, timeout=PATIENCE, context=context), given
        )
    server = smtplib.SMTP(host, given.port or 25, timeout=PATIENCE)
    try:
        server.ehlo()
        if given.username or (host not in OWN_MACHINE and server.has_extn("starttls")):
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return _introduced(server, given)


def _introduced(server: smtplib.SMTP, given: SplitResult) -> smtplib.SMTP:
    try:
        if given.username:
            server.login(unquote(given.username), unquote(given.password or ""))
    except BaseException:
        server.close()
        raise
    return server


def sealed(*facts: str) -> str:
    """Facts for an address in a mail, which only we can have written."""
    return str(_sealer().dumps(facts))


def unsealed(token: str, *, not_older_than: timedelta | None = None) -> list[str] | None:
    age = int(not_older_than.total_seconds()) if not_older_than else None
    try:
        return list(_sealer().loads(token, max_age=age))
    except BadSignature:
        return None


def _sealer() -> URLSafeTimedSerializer:
    older = current_app.config.get("SECRET_KEY_FALLBACKS") or ()
    return URLSafeTimedSerializer([*older, current_app.config["SECRET_KEY"]], salt="mail")
