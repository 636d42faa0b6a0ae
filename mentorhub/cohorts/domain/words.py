"""How well a pair suits in a word, and which teams rest in a run."""

import enum


class Grade(enum.StrEnum):
    """1.0 is the usual best match of a team, 0 chance."""

    STRONG = "strong"
    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"


FROM = ((0.75, Grade.STRONG), (0.5, Grade.GOOD), (0.25, Grade.FAIR))


def grade(suits: float) -> Grade:
    return next((one for least, one in FROM if suits >= least), Grade.WEAK)


class Rest(enum.StrEnum):
    """Why a team takes no part in this run."""

    HELPED = "helped"
    WAITING = "waiting"
    BUSY = "busy"
    CLOSED = "closed"
