"""Housekeeping: jobs about jobs, and about files."""

from datetime import timedelta
from typing import Any

from mentorhub.jobs import actions
from mentorhub.platform import files, share_cards
from mentorhub.platform.clock import now

CARDS_KEPT = timedelta(days=30)


def sweep(payload: dict[str, Any]) -> None:
    actions.sweep()


def sweep_files(payload: dict[str, Any]) -> None:
    files.sweep()
    share_cards.sweep(now() - CARDS_KEPT)
