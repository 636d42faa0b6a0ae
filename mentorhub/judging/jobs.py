"""Signing the logs at every closing, reading them again every night; large hand-outs; reminders."""

from typing import Any
from uuid import UUID

from mentorhub.judging import actions, queries
from mentorhub.platform.db import let_others_write


def checkpoint(payload: dict[str, Any]) -> None:
    """One contest's, or every one's that has grown."""
    chosen = payload.get("contest")
    keys = [UUID(chosen)] if chosen else [one.contest_id for one in queries.logs()]
    for key in keys:
        actions.write_checkpoint(key)


def verify(payload: dict[str, Any]) -> None:
    actions.read_all_again()


def remind(payload: dict[str, Any]) -> None:
    actions.remind_of_the_day()


def work_out(payload: dict[str, Any]) -> None:
    contest = UUID(payload["contest"])
    actions.work_out(contest, readers=payload["readers"], let_others_write=let_others_write)
