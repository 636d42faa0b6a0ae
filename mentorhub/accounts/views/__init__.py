"""The pages of accounts: getting in, a forgotten password, what is one's own."""

from flask import Blueprint

bp: Blueprint = Blueprint("accounts", __name__)  # the files below import it: a type of its own

from mentorhub.accounts.views import (  # noqa: E402
    addresses,
    entering,
    own,
    passkeys,
    provider,
    resetting,
    second_steps,
)

__all__ = [
    "addresses",
    "bp",
    "entering",
    "own",
    "passkeys",
    "provider",
    "resetting",
    "second_steps",
]
