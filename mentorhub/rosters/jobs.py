"""Files nobody decided about are forgotten after a day; undoing ends after a month."""

from datetime import timedelta
from typing import Any

from mentorhub.rosters.actions import sweep as forget

UNDECIDED, UNDOING = timedelta(days=1), timedelta(days=30)


def sweep(payload: dict[str, Any]) -> None:
    forget(undecided=UNDECIDED, undoing=UNDOING)
