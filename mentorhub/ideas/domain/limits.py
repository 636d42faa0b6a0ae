"""Against abuse: how many ideas a day, which are too alike, and when support counts.

Quotas make people fill the bank by script or with copies of one idea, and support is bought with
accounts made for it. Whoever works honestly meets none of these figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from mentorhub.matching.domain.analyser import fold, words

MOST_BEGUN_A_DAY = 20
"""Ideas one person begins in a day."""
MOST_SENT_A_DAY = 5
"""Ideas one person sends in a day; two are rare in what was seen of real idea banks."""
MOST_FROM_A_DEVICE = 30
"""Ideas sent in a day from one device, by whomever: a branch types its box of slips on one."""
MOST_TO_A_UNIT = 200
"""Ideas sent to one unit in a day: more than its officer reads in a month."""

ALIKE_FROM = 0.6
"""Of two ideas of one author, this part of all their words in common: an officer looks at both."""
LOOKED_AT = 100
"""The newest ideas of an author a new one is compared with."""

PROVED_AFTER = timedelta(days=3)
"""Support of an account with a proved number or address counts from this age on."""
UNPROVED_AFTER = timedelta(days=14)
"""Support of an account that proved neither counts from this age on."""


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How many of their words and pairs of words two texts share, of all they have: 0 to 1.

    Diacritics aside, so that a copy typed without them is still a copy.
    """
    ours, theirs = _terms(one), _terms(other)
    return len(ours & theirs) / len(ours | theirs) if ours and theirs else 0.0


def _terms(texts: Iterable[str]) -> set[str]:
    found = [fold(word) for text in texts for word in words(text, "vi")]
    return {*found, *(f"{a} {b}" for a, b in pairwise(found))}


def counts_from(created_at: datetime, *, is_proved: bool) -> datetime:
    """The moment from which the support of an account counts in public."""
    return created_at + (PROVED_AFTER if is_proved else UNPROVED_AFTER)


@dataclass(frozen=True, slots=True)
class Support:
    """What an officer sees: what counts in public, and what waits for its account to age."""

    counted: int
    waiting: int
