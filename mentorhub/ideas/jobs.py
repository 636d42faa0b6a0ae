"""The idea bank's work in the background."""

from typing import Any

from mentorhub.ideas import actions


def settle(payload: dict[str, Any]) -> None:
    actions.settle()


def remind(payload: dict[str, Any]) -> None:
    actions.remind()
