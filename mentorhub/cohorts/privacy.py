"""A round is work of an office: it stays, without the words, when who made it goes."""

from mentorhub.cohorts.models import Cohort
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason

HOLDINGS = (
    Holding(
        Cohort,
        Matter.OFFICES,
        own="made_by_id",
        others=("weekly_by_id",),
        shown=("made_at", "title", "need", "first_meeting"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
    ),
)
