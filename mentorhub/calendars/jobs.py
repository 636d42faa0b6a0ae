"""Reminders of deadlines, made by the worker."""

from typing import Any

from mentorhub.calendars import actions


def remind(payload: dict[str, Any]) -> None:
    actions.remind()
    actions.remind_of_additions()
    actions.remind_units()
