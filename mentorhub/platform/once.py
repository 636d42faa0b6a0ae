"""What the parts of one page ask each by itself is asked once.

A rule, a view and three includes may all want the questions of a contest. Passing them on from one
to the next would make each know the others; asking each time was half of what a page cost.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState

from mentorhub.platform.db import READING, db

ANSWERS = "mentorhub.answers"
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def once_a_page(ask: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """A query whose answer stands until the end of a request that only reads.

    The answer is shared: whoever gets it changes nothing in it. What is asked about is compared as
    a key of a dictionary is. A request that writes asks each time, and so do jobs and commands.
    """

    @wraps(ask)
    def asked(*about: Asked.args, **more: Asked.kwargs) -> Answer:
        if not has_request_context() or request.method not in READING:
            return ask(*about, **more)
        answers = request.environ.setdefault(ANSWERS, {})
        key = (ask, about, tuple(more.items()))
        if key not in answers:
            answers[key] = ask(*about, **more)
        found: Answer = answers[key]
        return found

    return asked


def _forget(*_what: Any) -> None:
    """A page that does write after all, as one that notes who looked, asks afresh from there."""
    if has_request_context():
        request.environ.pop(ANSWERS, None)


def _forget_before_writing(state: ORMExecuteState) -> None:
    if state.is_update or state.is_insert or state.is_delete:
        _forget()


event.listen(db.session, "after_flush", _forget)
event.listen(db.session, "do_orm_execute", _forget_before_writing)
