"""Erasing after the wait, forgetting what is too old, and reminding officers of what is due."""

from typing import Any
from uuid import UUID

from mentorhub.platform import retention
from mentorhub.platform.db import db
from mentorhub.rights import actions
from mentorhub.rights.models import DataRequest


def erase(payload: dict[str, Any]) -> None:
    request = db.session.get(DataRequest, UUID(payload["request"]))
    if request is not None:
        actions.carry_out(request)


def remind(payload: dict[str, Any]) -> None:
    actions.remind()


def sweep(payload: dict[str, Any]) -> None:
    retention.sweep()
