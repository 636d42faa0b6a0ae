"""An address leads to one's own dates; it ends with the account."""

from mentorhub.calendars.models import Feed
from mentorhub.platform.holdings import Holding, Matter

HOLDINGS = (Holding(Feed, Matter.ACCOUNT, own="person_id", shown=("at", "ended_at")),)
