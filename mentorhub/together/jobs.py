"""Silence is looked for by the worker."""

from typing import Any

from mentorhub.together import actions


def look_for_silence(payload: dict[str, Any]) -> None:
    actions.look_for_silence()
