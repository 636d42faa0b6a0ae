"""The weekly rounds."""

from typing import Any

from mentorhub.cohorts import actions


def send_the_rest(payload: dict[str, Any]) -> None:
    actions.send_the_rest()
