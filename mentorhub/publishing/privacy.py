"""Results name entries and teams; who prepared them stays a pseudonym."""

from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.publishing.models import HeldRemark, Publication

HOLDINGS = (
    Holding(
        HeldRemark,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "reason"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        Publication,
        Matter.OFFICES,
        own="prepared_by_id",
        shown=("state", "decision_number", "prepared_at", "published_at"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("counts", "decided", "left_out"),
    ),
)
