"""What a team complained of stays with the results; who wrote it becomes a pseudonym."""

from mentorhub.complaints.models import Complaint
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason

HOLDINGS = (
    Holding(
        Complaint,
        Matter.CONTESTS,
        own="filed_by_id",
        shown=("kind", "text", "filed_at", "answer", "answered_at"),
        fate=Fate.EMPTIED,
        reason=Reason.RESULTS,
        emptied={"text": ""},
        words=("checked", "answer"),
    ),
)
