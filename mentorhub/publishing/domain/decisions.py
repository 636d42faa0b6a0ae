"""What people decide about a table of results, and what they write with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Decisions:
    """What people decided beside the sheets, and why.

    `decided` is the jury's order among equals: {entry id as hex: 1, 2 …}. A prize that is
    `withheld` goes to nobody: the best entry gets the next one. `left_out` are entries (ids as hex)
    that a correction leaves out, because they had no right to take part.
    """

    decided: Mapping[str, int] = field(default_factory=dict)
    tie_reason: str = ""
    withheld: Collection[UUID] = ()
    withheld_reason: str = ""
    left_out: Sequence[str] = ()


@dataclass(frozen=True)
class Imprint:
    """What is told with a table: the number of the decision that stands behind it, a note, since
    when it is public (None: as soon as two have agreed), and of a correction the reason."""

    decision_number: str = ""
    note: str = ""
    publish_at: datetime | None = None
    reason: str = ""
