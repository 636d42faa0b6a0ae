"""How alike two titles are, so that somebody who begins an idea sees who had it before."""

import math
from collections.abc import Iterable
from itertools import pairwise

from mentorhub.matching.domain.analyser import fold, words

ALIKE = 0.35  # set on the odd lines of tests/data/alike_titles.jsonl, measured on the even ones
FEWEST = 2  # words that say something, before anything can be called alike
# words of titles that say nothing of what an idea is, folded: Vietnamese, English, French
COMMON = frozenset(
    """
    ba bang boi cac cho co cua cung da dang de den di do duoc duoi em gio hai hoac hon khi khong la
    lam len luc mang moi mot nam nay nguoi nha nhung nhu o qua ra rat sau so su tai thanh theo them
    thi trong tu tung tuoi tren va vao ve vi viec vien voi xa y
    a an and as at by for from in into it its of on or our that the their to with your
    au aux avec ce ces d dans de des du en et l la le les leur ou par pour sur un une
    """.split()
)


def asked(typed: str) -> tuple[list[str], list[str]]:
    """The terms an idea like this one is stored under: words that say something, and pairs.

    Both empty while too little is typed to say what it is about.
    """
    found = _features(typed)
    single = [
        f"~{feature}" for feature, weight in found.items() if weight == 1 and " " not in feature
    ]
    if len(single) < FEWEST:
        return [], []
    return single, [f"~{feature}" for feature in found if " " in feature]


def likeness(typed: str, title: str) -> float:
    """Cosine of two titles over folded words and pairs of neighbours, 0 to 1.

    Common words count a tenth, for in pairs ("độ mặn", "đo mặn") they tell meanings apart. The
    measure is that of Salton and McGill (1983), on counts cut to one.
    """
    one, other = _features(typed), _features(title)
    shared = sum(weight**2 for feature, weight in one.items() if feature in other)
    lengths = math.sqrt(_square(one) * _square(other))
    return shared / lengths if lengths else 0.0


def most_alike(typed: str, titles: Iterable[str]) -> float:
    """Against each of an idea's titles, in whichever language."""
    return max((likeness(typed, title) for title in titles), default=0.0)


def _features(title: str) -> dict[str, float]:
    found = [fold(word) for word in words(title, "vi")]
    singles = {word: 0.1 if word in COMMON else 1.0 for word in found}
    said = [two for two in pairwise(found) if not COMMON.issuperset(two)]
    return singles | {" ".join(two): 1.0 for two in said}


def _square(features: dict[str, float]) -> float:
    return sum(weight**2 for weight in features.values())
