"""Jobs name people by their pseudonym only, and are forgotten ninety days after they were done."""

from mentorhub.jobs.models import Job
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason

HOLDINGS = (
    Holding(Job, Matter.RECORDS, fate=Fate.KEPT, reason=Reason.AUDIT, words=("payload", "key")),
)
