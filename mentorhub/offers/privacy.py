"""An offer is the officer's words to a team; whose account is closed leaves it without them."""

from mentorhub.offers.models import Offer
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason

HOLDINGS = (
    Holding(
        Offer,
        Matter.MENTORING,
        own="made_by_id",
        others=("answered_by_id",),
        shown=("made_at", "why", "state", "answered_at"),
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={"why": ""},
        words=("answer",),
    ),
)
