"""Everybody reads their own news and nobody else's."""

from typing import Any

from mentorhub.notifications.models import Notification
from mentorhub.platform.permissions import anyone, permit, rule, signed_in


@rule
def is_the_recipient(person: Any, notification: Notification) -> bool:
    return bool(person.id == notification.recipient_id)


READ_OWN = permit("notifications.read_own", signed_in)
OPEN = permit("notification.open", is_the_recipient)
CHOOSE = permit("notifications.choose", signed_in)
UNSUBSCRIBE = permit("notifications.unsubscribe", anyone)
LOOK_IN_MAILBOX = permit("demo.look_in_mailbox", anyone)
