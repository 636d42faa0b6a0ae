"""Uploads that nobody went on with."""

from typing import Any

from mentorhub.papers import actions


def sweep(payload: dict[str, Any]) -> None:
    actions.sweep()
