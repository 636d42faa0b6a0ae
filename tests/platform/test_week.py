"""The week as a grid: what is told as one, and when a time comes next."""

from datetime import date

import pytest

from mentorhub.platform.i18n import in_language
from mentorhub.platform.week import TIME_NAMES, TIMES, coming, gathered, in_words

EVENINGS = [f"t{day}_toi" for day in range(2, 7)]


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ([], []),
        (EVENINGS, ["t2-t6_toi"]),
        ([*EVENINGS, "t7_toi"], ["t2-t6_toi", "t7_toi"]),
        ([*EVENINGS, "t7_toi", "cn_toi"], ["t2-cn_toi"]),
        (["cn_sang", "t7_sang", "t2_toi"], ["t7-cn_sang", "t2_toi"]),
        (["cn_sang", "t2_toi", "nonsense"], ["t2_toi", "cn_sang"]),
    ],
)
def test_days_in_a_row_are_told_once(times, told):
    assert list(gathered(times)) == told


def test_all_twenty_one_boxes_have_names_of_their_own(app):
    for language in ("vi", "en", "fr"):
        with in_language(language):
            assert len({str(name) for name in TIME_NAMES.values()}) == 21
            assert len(in_words(TIMES).split(", ")) == 3
    with in_language("en"):
        first = in_words(["t7_sang", "t2_toi", "t3_toi"], most=2)
    assert first == "Monday evening, Tuesday evening"


def test_a_time_comes_within_a_week_and_never_today():
    friday = date(2026, 11, 27)
    found = list(coming({"t6_toi", "t7_chieu", "t7_sang", "cn_toi"}, after=friday))
    assert found == [
        (date(2026, 11, 28), "t7_sang"),
        (date(2026, 11, 28), "t7_chieu"),
        (date(2026, 11, 29), "cn_toi"),
        (date(2026, 12, 4), "t6_toi"),
    ]
