"""Mentoring's work in the background."""

from typing import Any

from mentorhub.mentoring import actions
from mentorhub.platform.db import let_others_write


def learn(payload: dict[str, Any]) -> None:
    actions.learn_anew(let_others_write=let_others_write)


def learn_edits(payload: dict[str, Any]) -> None:
    actions.learn_edits(let_others_write=let_others_write)


def learn_weights(payload: dict[str, Any]) -> None:
    actions.learn_weights(let_others_write=let_others_write)


def look_after_requests(payload: dict[str, Any]) -> None:
    actions.expire()
    actions.remind()
