"""What a person proves with: how codes are typed and shown, and what a challenge is for."""

import enum

RECOVERY_CODES = 10
RECOVERY_LENGTH = 16
EASY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
MOST_PASSKEYS = 10


class For(enum.StrEnum):
    """A challenge answers one question only."""

    ADDING = "adding"
    SIGNING_IN = "signing_in"


def bare(typed: str) -> str:
    """A code without what makes it easy to read."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def in_fours(text: str) -> str:
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
