"""Reading the whole log again, and telling who has to know if it does not hold."""

import structlog

from mentorhub.activity.actions import record
from mentorhub.platform import sealing

log = structlog.get_logger()


def verify() -> sealing.Break | None:
    """What is broken stays broken: it is told again each night until somebody has looked."""
    found, newest = sealing.first_break(), sealing.newest()
    if found is not None:
        log.error("audit_broken", number=found.number)
        if newest is not None:
            record("audit.broken", newest, by=None, number=found.number)
    return found
