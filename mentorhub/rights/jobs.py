"""Erasing after the wait, and reminding officers of what is due."""

from typing import Any
from uuid import UUID

from mentorhub.platform.db import db
from mentorhub.rights import actions
from mentorhub.rights.models import DataRequest


def erase(payload: dict[str, Any]) -> None:
    request = db.session.get(DataRequest, UUID(payload["request"]))
    if request is not None:
        actions.carry_out(request)


def remind(payload: dict[str, Any]) -> None:
    actions.remind()
