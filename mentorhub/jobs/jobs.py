"""Jobs about jobs."""

from typing import Any

from mentorhub.jobs import actions


def sweep(payload: dict[str, Any]) -> None:
    actions.sweep()
