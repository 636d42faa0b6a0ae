"""A short code for each seat, so that a file that travels names no juror."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

LETTERS = "BCDFGHJKMNPQRSTVWXZ"
SIGNS = LETTERS + "23456789"
SHORTEST = 4


def seat_codes(seats: Iterable[UUID]) -> dict[UUID, str]:
    """{seat: its code}, four signs or as many more as tell all of them apart.

    Two codes rarely differ in one sign only, so a slip of the hand names nobody rather than
    another juror; the first is a letter, so that no spreadsheet takes a code for a number.
    """
    drawn = {seat: _signs(seat) for seat in seats}
    length = SHORTEST
    while len({signs[:length] for signs in drawn.values()}) < len(drawn):
        length += 1
    return {seat: signs[:length] for seat, signs in drawn.items()}


def _signs(seat: UUID) -> str:
    digest = hashlib.sha256(b"tally seat " + seat.bytes).digest()
    return LETTERS[digest[0] % len(LETTERS)] + "".join(SIGNS[b % len(SIGNS)] for b in digest[1:])
