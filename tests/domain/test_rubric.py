from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.contests.domain.rubric import (
    Band,
    Criterion,
    Flaw,
    Unsound,
    check_bands,
    check_same_ranges,
    check_scale,
    decimals,
    fits_buttons,
    plain,
    read_bands,
    share,
    stored_bands,
    total,
    write_bands,
)

ONE = Decimal(1)
TEN = Decimal(10)
TYPED = """0–2: Chép lại cách làm đã có.
3-5 : Cải tiến nhỏ.

6—8: Mới với địa phương: nói được vì sao.
9–10: Nơi khác sẽ làm theo."""


def test_ranges_are_read_as_people_type_them():
    assert read_bands(TYPED) == [
        Band(Decimal(0), Decimal(2), "Chép lại cách làm đã có."),
        Band(Decimal(3), Decimal(5), "Cải tiến nhỏ."),
        Band(Decimal(6), Decimal(8), "Mới với địa phương: nói được vì sao."),
        Band(Decimal(9), Decimal(10), "Nơi khác sẽ làm theo."),
    ]
    check_bands(read_bands(TYPED), maximum=TEN, step=ONE)


def test_decimals_take_a_comma_or_a_point_and_one_mark_may_stand_alone():
    bands = read_bands("0,5 - 1.5: b\n0: a\n2: c")
    assert [(b.low, b.high, b.text) for b in bands] == [
        (Decimal(0), Decimal(0), "a"),
        (Decimal("0.5"), Decimal("1.5"), "b"),
        (Decimal(2), Decimal(2), "c"),
    ]
    check_bands(bands, maximum=Decimal(2), step=Decimal("0.5"))
    assert write_bands(bands) == "0: a\n0.5–1.5: b\n2: c"


@pytest.mark.parametrize("line", ["no range", "0–2", "0–2:", "a–b: x", "-1–2: x", "99999–2: x"])
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(Unsound) as problem:
        read_bands("0–1: fine\n" + line)
    assert problem.value.flaw is Flaw.UNREADABLE
    assert problem.value.facts == {"line": line}


@pytest.mark.parametrize(
    ("typed", "flaw", "facts"),
    [
        ("", Flaw.BEGINS_LATE, {}),
        ("1–10: a", Flaw.BEGINS_LATE, {}),
        ("0–9: a", Flaw.ENDS_EARLY, {"last": Decimal(9), "maximum": TEN}),
        ("0–11: a", Flaw.ENDS_EARLY, {"last": Decimal(11), "maximum": TEN}),
        ("0–4: a\n6–10: b", Flaw.GAP, {"mark": Decimal(5)}),
        ("0–5: a\n5–10: b", Flaw.OVERLAP, {"mark": Decimal(5)}),
        ("0–4: a\n10–5: b", Flaw.BACKWARDS, {"low": TEN, "high": Decimal(5)}),
        ("0–4,5: a\n5–10: b", Flaw.OFF_THE_GRID, {"mark": Decimal("4.5"), "step": ONE}),
    ],
)
def test_every_mark_lies_in_exactly_one_range(typed, flaw, facts):
    with pytest.raises(Unsound) as problem:
        check_bands(read_bands(typed), maximum=TEN, step=ONE)
    assert (problem.value.flaw, problem.value.facts) == (flaw, facts)


@pytest.mark.parametrize(
    ("maximum", "step", "flaw"),
    [
        ("0", "1", Flaw.NO_POINTS),
        ("-5", "1", Flaw.NO_POINTS),
        ("10", "0", Flaw.NO_STEP),
        ("10", "-1", Flaw.NO_STEP),
        ("10", "3", Flaw.STEP_DOES_NOT_DIVIDE),
        ("10", "20", Flaw.STEP_DOES_NOT_DIVIDE),
    ],
)
def test_steps_divide_the_maximum(maximum, step, flaw):
    with pytest.raises(Unsound) as problem:
        check_scale(Decimal(maximum), Decimal(step))
    assert problem.value.flaw is flaw


def test_a_translation_keeps_the_ranges():
    check_same_ranges(read_bands("0–1: a\n2: b"), read_bands("2: y\n0–1: x"))
    with pytest.raises(Unsound) as problem:
        check_same_ranges(read_bands("0–1: a\n2: b"), read_bands("0–2: x"))
    assert problem.value.flaw is Flaw.OTHER_RANGES


def test_totals_shares_and_plain_numbers():
    maxima = [Decimal(30), Decimal(20), Decimal("12.50")]
    assert total(maxima) == Decimal("62.5")
    assert [share(m, Decimal(80)) for m in maxima] == [38, 25, 16]
    assert share(ONE, Decimal(0)) == 0
    assert [plain(Decimal(n)) for n in ("10.00", "0.50", "0", "30")] == ["10", "0.5", "0", "30"]


def test_numbers_are_printed_with_the_decimals_they_need():
    assert decimals([Decimal("10.00"), Decimal(0)]) == 0
    assert decimals([Decimal("9.50"), Decimal(0)]) == 1
    assert decimals([]) == 0


def test_up_to_ten_steps_have_buttons():
    assert fits_buttons(TEN, ONE)
    assert fits_buttons(Decimal(5), Decimal("0.5"))
    assert not fits_buttons(Decimal(30), Decimal("0.5"))


@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.sampled_from(["0.25", "0.5", "1"]))
def test_ranges_laid_end_to_end_are_sound_and_survive_being_written(widths, step):
    unit, low, bands = Decimal(step), Decimal(0), []
    for width in widths:
        bands.append(Band(low, low + (width - 1) * unit, "Mô tả"))
        low += width * unit
    maximum = bands[-1].high
    check_bands(bands, maximum=maximum, step=unit)
    assert read_bands(write_bands(bands)) == bands
    for gone in range(len(bands)):
        rest = bands[:gone] + bands[gone + 1 :]
        with pytest.raises(Unsound):
            check_bands(rest, maximum=maximum, step=unit)


def test_a_criterion_stores_its_words_in_every_language_it_has():
    criterion = Criterion(
        name={"vi": "Tính mới"},
        help={},
        maximum=Decimal(2),
        step=ONE,
        bands=read_bands("0–1: cũ\n2: mới"),
        translated={"en": read_bands("0–1: old\n2: new")},
    )
    criterion.check()
    assert criterion.anchors() == [
        {"from": "0", "to": "1", "text": {"vi": "cũ", "en": "old"}},
        {"from": "2", "to": "2", "text": {"vi": "mới", "en": "new"}},
    ]
    assert write_bands(stored_bands(criterion.anchors(), "en")) == "0–1: old\n2: new"
    assert write_bands(stored_bands(criterion.anchors(), "fr")) == "0–1: cũ\n2: mới"
