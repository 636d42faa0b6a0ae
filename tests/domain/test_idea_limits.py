from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.ideas.domain.limits import (
    ALIKE_FROM,
    PROVED_AFTER,
    UNPROVED_AFTER,
    counts_from,
    likeness,
)

IDEA = (
    "Bản đồ độ mặn do thanh niên đo",
    "Nước mặn vào sâu, bà con không biết lúc nào nên đóng cống.",
    "Mỗi chi đoàn ấp một bút đo; bản đồ đổi màu khi nước mặn vượt ngưỡng.",
)


@pytest.mark.parametrize(
    "other",
    [
        IDEA,
        ("Ban do do man do thanh nien do", *IDEA[1:]),
        (IDEA[0] + " lần 2", *IDEA[1:]),
        (IDEA[0], IDEA[1], IDEA[2].replace("bút đo", "máy đo")),
    ],
)
def test_copies_are_alike_with_or_without_diacritics(other):
    assert likeness(IDEA, other) >= ALIKE_FROM


@pytest.mark.parametrize(
    "other",
    [
        ("Bản đồ độ mặn do thanh niên đo", "Trường xa, em nhỏ đi đò.", "Xe buýt nhỏ theo giờ học."),
        ("Tủ sấy cá khô", "Cá phơi gặp mưa là hỏng.", "Tủ gỗ có mái kính và quạt nhỏ."),
        ("", "", ""),
    ],
)
def test_other_ideas_are_not(other):
    assert likeness(IDEA, other) < ALIKE_FROM


@given(st.lists(st.text(max_size=30), max_size=3), st.lists(st.text(max_size=30), max_size=3))
def test_likeness_is_a_part_and_the_same_both_ways(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


def test_support_counts_sooner_of_who_proved_who_they_are():
    made = datetime(2026, 1, 1, tzinfo=UTC)
    assert counts_from(made, is_proved=True) - made == PROVED_AFTER == timedelta(days=3)
    assert counts_from(made, is_proved=False) - made == UNPROVED_AFTER == timedelta(days=14)
