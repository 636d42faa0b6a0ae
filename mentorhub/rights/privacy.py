"""That a right was used stays as proof; what was written in asking goes."""

from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.rights.models import DataRequest

HOLDINGS = (
    Holding(
        DataRequest,
        Matter.RECORDS,
        own="person_id",
        others=("handled_by_id",),
        shown=("kind", "words", "asked_at", "state", "answer", "answered_at", "closed_at"),
        fate=Fate.EMPTIED,
        reason=Reason.PROOF,
        emptied={"words": "", "answer": ""},
    ),
)
