"""Random rules for contests, and people at their borders, to compare two ways of deciding.

A rule is on in half of the contests, so that what one rule stops is not always stopped by another.
"""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from mentorhub.contests.domain.eligibility import Limits, Terms

SECTORS = ("moi-truong", "y-te", "kinh-doanh")
SHARES = (Fraction(1), Fraction(3, 4), Fraction(2, 3), Fraction(1, 2))
LAST_OF_2026 = date(2026, 12, 31)


@st.composite
def terms(draw):
    low, high = sorted((draw(st.integers(14, 24)), draw(st.integers(14, 24))))
    fewest, most = sorted((draw(st.integers(1, 3)), draw(st.integers(1, 3))))
    has_ages, has_sizes = draw(st.booleans()), draw(st.booleans())
    days = st.just(LAST_OF_2026) | st.dates(date(2026, 1, 1), date(2026, 12, 30))
    return Terms(
        counted_on=draw(days),
        age_min=draw(st.none() | st.just(low)) if has_ages else None,
        age_max=draw(st.none() | st.just(high)) if has_ages else None,
        team_min=fewest if has_sizes else 1,
        team_max=most if has_sizes else 6,
        share_in_age=draw(st.sampled_from(SHARES)),
    )


@st.composite
def limits(draw):
    fewest, most = sorted((draw(st.integers(1, 3)), draw(st.integers(1, 2))))
    has_sectors, has_quota = draw(st.booleans()), draw(st.booleans())
    sectors = st.lists(st.sampled_from(SECTORS), unique=True, min_size=1, max_size=2)
    return Limits(
        sectors=tuple(draw(sectors)) if has_sectors else (),
        most_entries=draw(st.sampled_from((1, 2, 9))),
        leads_one=draw(st.booleans()),
        unit_min=draw(st.none() | st.just(fewest)),
        unit_max=most if has_quota else None,
    )


def years(who):
    """Of birth: at and beside both borders, in between, and now and then untold."""
    limit = [age for age in (who.age_min, who.age_max) if age is not None]
    borders = {2026 - age + beside for age in limit for beside in (-1, 0, 1)}
    fitting = 2026 - sum(limit or [18]) // (len(limit) or 1)
    return st.sampled_from([*sorted(borders), *[fitting] * 3])
