"""News that could not be told at once, and old mail."""

from typing import Any
from uuid import UUID

from flask import current_app

from mentorhub.activity.models import Activity
from mentorhub.notifications import actions
from mentorhub.platform.db import db


def tell(payload: dict[str, Any]) -> None:
    activity = db.session.get_one(Activity, UUID(payload["activity_id"]))
    actions.tell(activity, current_app.extensions["notices"])


def sweep(payload: dict[str, Any]) -> None:
    actions.sweep()
