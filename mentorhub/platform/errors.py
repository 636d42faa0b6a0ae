"""What can go wrong, as plain exceptions any layer may raise."""

from typing import Any


class Refused(Exception):
    """A rule of the house says no; the message is a translated sentence for the person asking."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


class TooOften(Refused):
    """The same was tried too many times; the message says when it may be tried again."""


class Busy(Refused):
    """Too many do the same at this very moment; in `seconds` it may be tried again."""

    def __init__(self, message: Any, *, seconds: int = 3) -> None:
        super().__init__(message)
        self.seconds = seconds


class Stale(Refused):
    """Somebody else saved first; `facts` carry both texts so that nothing typed is lost."""

    def __init__(self, message: Any, **facts: Any) -> None:
        super().__init__(message)
        self.facts = facts
