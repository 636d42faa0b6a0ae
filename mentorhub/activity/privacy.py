"""Pseudonyms and facts: without the personal details nothing here leads to anybody."""

from mentorhub.activity.models import Activity
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason

HOLDINGS = (
    Holding(
        Activity,
        Matter.RECORDS,
        own="actor_id",
        shown=("at", "verb"),
        fate=Fate.KEPT,
        reason=Reason.AUDIT,
        words=("facts",),
    ),
)
