"""One-time codes of six figures (RFC 6238: SHA-1, 30 seconds); the only place that calls pyotp."""

import hmac
import io
from datetime import datetime

import pyotp
import segno

SECONDS, FIGURES = 30, 6
WINDOW = 1  # steps before and after: phones' clocks are a little off
ISSUER = "MentorHub"


def new_secret() -> str:
    """160 bits of luck in base32, as apps take it."""
    return str(pyotp.random_base32(32))


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // SECONDS


def code_at(secret: str, step: int) -> str:
    return str(pyotp.TOTP(secret, digits=FIGURES, interval=SECONDS).generate_otp(step))


def step_of(code: str, secret: str, *, moment: datetime, after: int) -> int | None:
    """The step whose code this is; none for steps up to `after`, which are used up."""
    here = step_at(moment)
    found = None
    for step in range(here - WINDOW, here + WINDOW + 1):
        if hmac.compare_digest(code_at(secret, step), code) and step > after:
            found = step if found is None else found
    return found


def picture(secret: str, name: str) -> bytes:
    """The QR code an app reads, as SVG."""
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=5, border=4, light="#fff", dark="#000", svgclass=None,
        lineclass=None, xmldecl=False,
    )  # fmt: skip
    return drawn.getvalue()
