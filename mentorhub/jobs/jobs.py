"""Housekeeping: jobs about jobs, and about files."""

from typing import Any

from mentorhub.jobs import actions
from mentorhub.platform import files


def sweep(payload: dict[str, Any]) -> None:
    actions.sweep()


def sweep_files(payload: dict[str, Any]) -> None:
    files.sweep()
