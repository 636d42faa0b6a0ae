"""What a code for late entries is worth at a moment."""

import enum
from dataclasses import dataclass
from datetime import datetime


class Worth(enum.StrEnum):
    WAITING = "waiting"  # nobody has agreed yet: nobody outside may know of it
    DECLINED = "declined"
    REVOKED = "revoked"
    OVER = "over"
    USED_UP = "used_up"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Terms:
    """`uses` teams at most, each before `until`."""

    uses: int
    until: datetime
    agreed: bool = False
    declined: bool = False
    revoked: bool = False

    def worth(self, moment: datetime, *, used: int) -> Worth:
        if self.declined:
            return Worth.DECLINED
        if not self.agreed:
            return Worth.WAITING
        if self.revoked:
            return Worth.REVOKED
        if moment >= self.until:
            return Worth.OVER
        return Worth.USED_UP if used >= self.uses else Worth.GOOD
