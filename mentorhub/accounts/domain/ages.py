"""Ages from a birth year alone, read in the child's favour.

Under 16 a guardian acts with the child (Children Law, Law 91/2025/QH15 art. 24); 18 is of age.
"""

from datetime import date

ADULT = 18
GUARDED_UNTIL = 16
YOUNGEST = 6
OLDEST = 110


def may_be_under(age: int, birth_year: int, on: date) -> bool:
    """Could somebody born in that year still be younger than `age` on that day?"""
    return on.year - birth_year <= age


def birth_years(on: date) -> range:
    """The years that somebody who signs up may be born in."""
    return range(on.year - OLDEST, on.year - YOUNGEST + 1)
