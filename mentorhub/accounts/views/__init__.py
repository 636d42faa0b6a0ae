"""The pages of accounts: getting in, a forgotten password, what is one's own."""

from mentorhub.accounts.views import (
    addresses,
    entering,
    own,
    passkeys,
    provider,
    resetting,
    second_steps,
)
from mentorhub.accounts.views.blueprint import bp

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
