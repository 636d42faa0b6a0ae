"""Who set a target is kept with it: it was done for the office."""

from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.reports.models import UnitTarget

HOLDINGS = (
    Holding(
        UnitTarget,
        Matter.OFFICES,
        own="set_by_id",
        shown=("year", "in_use", "approved", "at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
    ),
)
