"""Everything told to a person goes with them: the inbox, the mails and what is still to be sent."""

from mentorhub.notifications.models import Delivery, Notification, Preference
from mentorhub.platform.holdings import Holding, Matter

HOLDINGS = (
    Holding(Notification, Matter.NEWS, own="recipient_id", shown=("at", "read_at")),
    Holding(Preference, Matter.NEWS, own="person_id", shown=("family", "channel", "is_on")),
    Holding(
        Delivery,
        Matter.NEWS,
        own="recipient_id",
        shown=("created_at", "sent_at", "address", "subject", "text"),
        words=("html", "key"),
    ),
)
