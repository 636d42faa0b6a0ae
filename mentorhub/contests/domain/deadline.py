"""On which side of the deadline something arrived, by the rules an organiser chose beforehand.

A window takes its first moment and leaves out its last: `closes_at` itself is already late.
"""

import enum
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MOST_GRACE = 60


class Late(enum.StrEnum):
    """What becomes of an entry that comes after the deadline and its minutes of grace."""

    REFUSE = "refuse"
    FLAG = "flag"  # accepted and marked; an organiser decides whether it counts


class Standing(enum.StrEnum):
    EARLY = "early"
    IN_TIME = "in_time"
    IN_GRACE = "in_grace"  # counts like one in time
    LATE = "late"
    REFUSED = "refused"
    ASKED = "asked"  # after the deadline, because the check of the entry asked for it
    ADDED = "added"  # after the deadline, because the stage it went on to asks for more


@dataclass(frozen=True, slots=True)
class Deadline:
    opens_at: datetime
    closes_at: datetime
    grace_minutes: int = 0
    late: Late = Late.REFUSE

    def extended(self, until: datetime | None) -> "Deadline":
        """With more time for one team; a deadline that is later for everybody stays later."""
        if until is None or until <= self.closes_at:
            return self
        return replace(self, closes_at=until)

    @property
    def ends_at(self) -> datetime:
        """From here on nothing is in time."""
        return self.closes_at + timedelta(minutes=self.grace_minutes)

    def standing(self, moment: datetime) -> Standing:
        if moment < self.opens_at:
            return Standing.EARLY
        if moment < self.closes_at:
            return Standing.IN_TIME
        if moment < self.ends_at:
            return Standing.IN_GRACE
        return Standing.LATE if self.late is Late.FLAG else Standing.REFUSED

    def takes_in(self, moment: datetime) -> bool:
        return self.standing(moment) not in (Standing.EARLY, Standing.REFUSED)
