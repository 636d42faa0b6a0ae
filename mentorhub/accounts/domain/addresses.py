"""Telephone numbers and e-mail addresses, each with the one form they are compared in."""

import re

_GROUPING = re.compile(r"[\s.()\-]+")
_MOBILE = re.compile(r"0[35789]\d{8}")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}"
)
LONGEST = 254


def phone_in(text: str) -> str | None:
    """A Vietnamese mobile number as ten figures: "+84 91 234 56 78" → "0912345678"; else None."""
    bare = _GROUPING.sub("", text)
    for prefix in ("+84", "0084", "84"):
        if bare.startswith(prefix) and len(bare) == len(prefix) + 9:
            bare = "0" + bare.removeprefix(prefix)
    return bare if bare.isascii() and _MOBILE.fullmatch(bare) else None


def email_in(text: str) -> str | None:
    """The address as it was written, if it is one: ASCII only, so that no two look alike."""
    right = len(text) <= LONGEST and ".." not in text and _EMAIL.fullmatch(text) is not None
    return text if right else None


def email_key(address: str) -> str:
    """What two spellings of one address share. ASCII lower case: twice is the same as once."""
    return address.lower()


def address_key(text: str) -> str:
    """The key of whatever was typed, number or address; "" when it is neither."""
    email = email_in(text)
    return phone_in(text) or (email_key(email) if email else "")
