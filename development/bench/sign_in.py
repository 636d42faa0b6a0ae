"""What waiting tells about who has an account: `tasks.py bench sign-in`.

Known and unknown addresses in turn, through the whole application on the hashing of production.
The medians may differ by less than 5 ms (reliability A8). Beside them stand two tests of whether
the two samples come from one distribution: Kolmogorov and Smirnov's, and Mann and Whitney's. Who
types the right password is told so by the answer; that pair is printed and held to no bar.
"""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import structlog
from flask.testing import FlaskClient
from scipy.stats import ks_2samp, mannwhitneyu

from development.console import say
from mentorhub.accounts import actions
from mentorhub.accounts.actions import limits
from mentorhub.app import create_app
from mentorhub.platform import passwords
from mentorhub.platform.db import transaction
from mentorhub.units.actions import load_units
from mentorhub.units.queries import by_slug

PAIRS, BAR_MS, SECRET = 500, 5.0, "muối đường tôm"
Send = Callable[[FlaskClient, str], int]
SETTINGS = {
    "SECRET_KEY": "only to measure with, never to serve",
    "TESTING": True,
    "WTF_CSRF_ENABLED": False,
}


def main() -> int:
    from flask_migrate import upgrade

    app = create_app(SETTINGS)
    structlog.configure(processors=[_say_nothing])
    app.extensions["passwords"] = passwords.in_production()
    _lift_the_limits()
    with app.app_context():
        upgrade()
        with transaction():
            load_units()
        for number in range(PAIRS):
            with transaction():
                _make_known(_known(number), quickly=number > 0)
        passwords.matches("anything", None)  # the stand-in is made once
    _compare("sign in, right password", app.test_client, _sign_in_right, one_address=True)
    good = [  # the last of these makes accounts of the unknown addresses
        _compare("sign in, wrong password", app.test_client, _sign_in, one_address=True),
        _compare("ask for a letter", app.test_client, _ask, one_address=True),
        _compare("register", app.test_client, _register, one_address=False),
    ]
    return 0 if all(good) else 1


def _say_nothing(_logger: Any, _name: str, _event: Any) -> Any:
    raise structlog.DropEvent


def _lift_the_limits() -> None:
    for name in ("FAILURES_OF_AN_ACCOUNT", "FAILURES_OF_AN_ADDRESS", "NEW_ACCOUNTS_OF_AN_ADDRESS"):
        setattr(limits, name, 10**9)


def _known(number: int) -> str:
    return f"co{number}@example.org"


def _make_known(address: str, *, quickly: bool) -> None:
    """The first one's password is as costly as in production; the others only hold addresses."""
    from flask import current_app

    profile = passwords.in_tests() if quickly else passwords.in_production()
    current_app.extensions["passwords"] = profile
    unit = by_slug("an-bien")
    assert unit is not None
    facts: dict[str, Any] = {
        "name": "Lê Văn An",
        "birth_year": 2000,
        "unit": unit,
        "language": "vi",
    }
    actions.register(contact=address, password=SECRET, origin="", **facts)
    current_app.extensions["passwords"] = passwords.in_production()


def _sign_in(client: FlaskClient, address: str) -> int:
    return client.post(
        "/sign-in", data={"contact": address, "password": "sai mật khẩu"}
    ).status_code


def _sign_in_right(client: FlaskClient, address: str) -> int:
    return client.post("/sign-in", data={"contact": address, "password": SECRET}).status_code


def _ask(client: FlaskClient, address: str) -> int:
    return client.post("/forgot-password", data={"contact": address}).status_code


def _register(client: FlaskClient, address: str) -> int:
    answers = {"purpose": "youth", "contact": address, "name": "Lê Văn An", "birth_year": "2000"}
    more = {"unit": "an-bien", "password": SECRET, "agreed": "y"}
    return client.post("/register", data={**answers, **more}).status_code


def _compare(
    name: str, clients: Callable[[], FlaskClient], send: Send, *, one_address: bool
) -> bool:
    """In turn, each first in every other pair, so that a busy moment hits both."""
    times: dict[bool, list[float]] = {True: [], False: []}
    statuses = set()
    for number in range(PAIRS):
        which = 0 if one_address else number
        addresses = {True: _known(which), False: f"khong{which}@example.org"}
        for known in (True, False) if number % 2 else (False, True):
            client = clients()
            began = time.perf_counter()
            statuses.add(send(client, addresses[known]))
            times[known].append((time.perf_counter() - began) * 1000)
    known_ms, unknown_ms = median(times[True]), median(times[False])
    apart = known_ms - unknown_ms
    say(
        f"{name}: known {known_ms:.2f} ms, unknown {unknown_ms:.2f} ms, "
        f"difference {apart:+.2f} ms, ratio {known_ms / unknown_ms:.3f} "
        f"({PAIRS} pairs, replies {sorted(statuses)}; {_one_distribution(*times.values())})"
    )
    return abs(apart) < BAR_MS and len(statuses) == 1


def _one_distribution(known: list[float], unknown: list[float]) -> str:
    """How likely such samples are, if known and unknown addresses take the same time."""
    ks, ranks = ks_2samp(known, unknown), mannwhitneyu(known, unknown)
    return f"Kolmogorov–Smirnov p = {ks.pvalue:.3f}, Mann–Whitney p = {ranks.pvalue:.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
