"""Results name entries and teams; who prepared them stays a pseudonym."""

from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.publishing.models import Publication

HOLDINGS = (
    Holding(
        Publication,
        Matter.OFFICES,
        own="prepared_by_id",
        shown=("state", "decision_number", "prepared_at", "published_at"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("counts", "decided"),
    ),
)
