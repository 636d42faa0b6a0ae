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


def wanted(letter: str, moment: str, *, own: bool = False) -> str:
    """allow, redacted, reason (L), alone (Q) or deny.

    `own`: the thing asked for is this role's own record. Everybody's guardian has agreed here: what
    ends with a yes taken back is in test_withdrawn.py; the room of every jury stands open once its
    scoring is closed, and its jurors have submitted (D). S and M wait for what is not built
    (surfaces/exceptions.py, WAITING): until then they deny, and a test fails once it is.
    """
    if letter == "O":
        return "allow" if own else "deny"
    return {
        "A": "allow",
        "C": "allow",
        "R": "redacted",
        "P": "allow" if moment == "published" else "deny",
        "X": "allow" if moment in OVER else "deny",
        "D": "allow" if moment in OVER else "deny",
        "L": "reason",
        "Q": "alone",
    }.get(letter, "deny")
