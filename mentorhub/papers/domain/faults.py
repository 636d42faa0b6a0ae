"""Why a file is not taken. The words people read are said elsewhere."""

import enum


class Fault(enum.StrEnum):
    EMPTY = "empty"
    TOO_HEAVY = "too_heavy"
    UNKNOWN_ENDING = "unknown_ending"
    OTHER_THAN_NAMED = "other_than_named"
    DAMAGED = "damaged"
    TWO_IN_ONE = "two_in_one"
    SWELLS = "swells"
    NESTED = "nested"
    BAD_NAMES = "bad_names"
    LOCKED = "locked"
    PROGRAM = "program"
    TOO_MANY_PIXELS = "too_many_pixels"


class Unfit(ValueError):
    """A file that is not taken, with the reason."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
