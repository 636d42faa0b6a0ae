"""Sealing every ten minutes, reading everything again every night, letting go after 24 months."""

from typing import Any

from mentorhub.audits import actions
from mentorhub.platform import sealing


def seal(payload: dict[str, Any]) -> None:
    sealing.seal_all()


def verify(payload: dict[str, Any]) -> None:
    actions.verify()


def sweep(payload: dict[str, Any]) -> None:
    sealing.sweep()
