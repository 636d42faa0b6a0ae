"""What a person wrote is emptied where it stands; a report of something unsafe stays."""

from mentorhub.conversations.models import Message, SafetyReport
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason

HOLDINGS = (
    Holding(
        Message,
        Matter.CONVERSATIONS,
        own="author_id",
        shown=("at", "text", "language"),
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={"text": ""},
    ),
    Holding(
        SafetyReport,
        Matter.CONVERSATIONS,
        own="reporter_id",
        others=("decided_by_id",),
        shown=("at", "page", "about", "text", "language", "state", "decided_at", "reason"),
        fate=Fate.EMPTIED,
        reason=Reason.SAFETY,
        emptied={"reporter_id": None},
    ),
)
