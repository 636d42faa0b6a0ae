"""Everything told to a person goes with them: the inbox, the mails and what is still to be sent."""

from datetime import datetime

from mentorhub.notifications.models import Delivery, Notification, Preference
from mentorhub.notifications.queries import sent_before
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Holding, Matter
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping

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


def forget_mails(before: datetime) -> None:
    db.session.execute(sent_before(before))


RETENTION = (
    Keeping(
        "mails",
        _l("Mails that were sent"),
        90,
        _l("to answer whether and what somebody was told"),
        forget_mails,
    ),
)
