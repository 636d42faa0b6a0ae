"""The permission matrix as data, and what each letter asks for at a moment."""

import csv
from pathlib import Path

TABLE = Path(__file__).parents[1] / "data" / "permission_matrix.csv"
ROWS = {
    row.pop("action"): row for row in csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())
}
ROLES = tuple(next(iter(ROWS.values())))
LETTERS = set(".ARPXDOSCMLQ")
OVER = ("closed", "published")


def wanted(letter: str, moment: str, *, own: bool = False, agreed: bool = True) -> str:
    """allow, redacted, reason (L), alone (Q) or deny.

    `own`: the thing asked for is this role's own record. `agreed`: a guardian's yes is on record.
    D and S wait for deliberation and for sharing, M for a contact page: until then they deny.
    """
    if letter == "O":
        return "allow" if own else "deny"
    return {
        "A": "allow",
        "R": "redacted",
        "P": "allow" if moment == "published" else "deny",
        "X": "allow" if moment in OVER else "deny",
        "C": "allow" if agreed else "deny",
        "L": "reason",
        "Q": "alone",
    }.get(letter, "deny")
