"""What two sides wrote together stays for the other side; the words of who leaves are emptied."""

from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.together.models import Commitment

HOLDINGS = (
    Holding(
        Commitment,
        Matter.MENTORING,
        own="written_by_id",
        others=("agreed_by_id",),
        shown=("at", "goals", "rhythm", "format", "until", "renews", "agreed_at"),
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={"goals": ""},
    ),
)
