"""Results that two agreed to and that wait for their moment."""

from typing import Any
from uuid import UUID

from mentorhub.publishing import actions


def publish(payload: dict[str, Any]) -> None:
    actions.publish_due(UUID(payload["publication"]))
