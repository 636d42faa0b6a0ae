"""Judging's work in the background."""

from typing import Any
from uuid import UUID

from mentorhub.judging import actions
from mentorhub.platform.db import let_others_write


def work_out(payload: dict[str, Any]) -> None:
    contest = UUID(payload["contest"])
    actions.work_out(contest, readers=payload["readers"], let_others_write=let_others_write)
