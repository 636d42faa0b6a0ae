"""Silence, and agreed time that is over, are looked for by the worker."""

from typing import Any

from mentorhub.together import actions


def look_for_silence(payload: dict[str, Any]) -> None:
    actions.look_for_silence()
    actions.look_for_ends()
